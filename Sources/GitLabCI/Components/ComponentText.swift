import Diagnostics

/// A component as it is written: its header, and its content with the blocks `$[[ ]]` still in it.
struct ComponentText {
    let component: ComponentProject.Component
    let file: SourceFile
    /// The value of `spec`; empty where the file has no header.
    let spec: ConfigMapping
    let content: ConfigMapping

    /// - Throws: when the documents of the file cannot be loaded.
    init(_ component: ComponentProject.Component, in files: any ProjectFiles) throws(LoadingError) {
        let file = SourceFile(
            name: files.shownName(of: component.path), path: component.path,
            bytes: files.contents(of: component.path) ?? [])
        var notes = LoadingNotes()
        let documents = try ConfigDocuments(file, notes: &notes)
        self.component = component
        self.file = file
        spec = documents.header?["spec"]?.mapping ?? ConfigMapping()
        content = documents.content
    }

    /// The jobs that pipelines get, by their names as they are written; without hidden ones.
    var jobs: [ConfigMapping.Entry] {
        content.entries.filter { !ComponentCheck.globalKeywords.contains($0.name) && !$0.name.hasPrefix(".") }
    }

    /// Every text of the content, keys included, with its place.
    var texts: [(text: String, span: SourceSpan)] { Self.texts(of: content) }

    static func texts(of mapping: ConfigMapping) -> [(text: String, span: SourceSpan)] {
        mapping.entries.flatMap { entry in [(entry.name, entry.keySpan)] + texts(of: entry.value) }
    }

    static func texts(of value: ConfigValue) -> [(text: String, span: SourceSpan)] {
        switch value.content {
        case .string(let text): [(text, value.span)]
        case .sequence(let items): items.flatMap(texts)
        case .mapping(let mapping): texts(of: mapping)
        case .reference(let inner): texts(of: inner)
        case .null, .bool, .integer, .bigInteger, .float: []
        }
    }
}
