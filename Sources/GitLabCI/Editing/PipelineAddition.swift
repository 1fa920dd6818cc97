package import Diagnostics

/// What it takes to make an existing pipeline include one more file: edits that leave every other byte alone.
package struct PipelineAddition: Sendable {
    package let file: SourceFile
    package let edits: [TextEdit]
    /// What was done besides adding lines to the list of includes, a sentence each.
    package let notes: [String]

    /// - Parameters:
    ///   - path: the file to include, from the root of the project.
    ///   - stages: those that must be there; the missing ones are added.
    /// - Throws: where the form of the file leaves no place for such an edit.
    package init(including path: String, stages: [String] = [], in file: SourceFile) throws(EditRefusal) {
        self.file = file
        let configuration = try EditableConfiguration(file)
        let include = try IncludeInsertion(of: path, into: configuration)
        var edits = include.edits
        var notes = [include.note].compactMap { $0 }
        for stage in stages {
            let insertion = try StageInsertion(of: stage, into: configuration)
            edits += insertion.edits
            notes.append(insertion.note)
        }
        self.edits = edits
        self.notes = notes
        try check(against: configuration.documents, includes: include.edits.isEmpty ? 0 : 1, stages)
    }

    /// The bytes of the file with the edits.
    package var bytes: [UInt8] { (try? edits.applied(to: file)) ?? file.bytes }

    /// Reads the result and compares: nothing but the include and the stages may have another value.
    private func check(against old: ConfigDocuments, includes added: Int, _ stages: [String]) throws(EditRefusal) {
        guard !edits.isEmpty else { return }
        var notes = LoadingNotes()
        let edited = SourceFile(name: file.name, path: file.path, bytes: bytes)
        guard let new = try? ConfigDocuments(edited, notes: &notes) else { throw strange }
        let changed: Set<String> = stages.isEmpty ? ["include"] : ["include", "stages"]
        let (oldIncludes, newIncludes) = (Self.includes(old.content), Self.includes(new.content))
        let isSame =
            Self.value(old.header) == Self.value(new.header)
            && Self.value(old.content, without: changed) == Self.value(new.content, without: changed)
            && Array(newIncludes.dropLast(added)) == oldIncludes && newIncludes.count == oldIncludes.count + added
            && Self.names(new.content).filter { !stages.contains($0) } == Self.names(old.content)
        guard isSame else { throw strange }
    }

    private var strange: EditRefusal {
        EditRefusal(
            message: "the edit would change more than it should, because of how this is written; edit it yourself",
            span: edits.first?.span ?? .start(of: file))
    }

    private static func value(_ mapping: ConfigMapping?, without keys: Set<String> = []) -> [ConfigKey: ConfigValue] {
        var values: [ConfigKey: ConfigValue] = [:]
        for entry in mapping?.entries ?? [] where !keys.contains(entry.name) { values[entry.key] = entry.value }
        return values
    }

    private static func includes(_ content: ConfigMapping) -> [ConfigValue] {
        guard let value = content["include"], !value.isNull else { return [] }
        return value.sequence ?? [value]
    }

    private static func names(_ content: ConfigMapping) -> [String] {
        content["stages"]?.sequence?.compactMap(\.string) ?? []
    }
}
