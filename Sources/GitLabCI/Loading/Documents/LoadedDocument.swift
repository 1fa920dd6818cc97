import Diagnostics
import YAMLTree

/// One document of a file with its value, before it is known whether the file has a header.
struct LoadedDocument {
    let range: Range<Int>
    let file: SourceFile
    /// Null for an empty document.
    let value: ConfigValue
    private let isTooBig: Bool

    /// - Throws: when the text is too long, is not YAML, or holds what GitLab does not load.
    init(_ file: SourceFile, range: Range<Int>, notes: inout LoadingNotes) throws(LoadingError) {
        self.file = file
        self.range = range
        let start = SourceSpan(file: file, start: range.lowerBound, end: range.lowerBound)
        guard range.count <= LoadingLimits.documentSize else {
            throw LoadingError(
                "yaml-too-big", "The provided YAML is too big", at: start,
                help: "the document has \(range.count) bytes, GitLab reads \(LoadingLimits.documentSize)")
        }
        let document: YAMLDocument
        do {
            document = try YAMLParser.parseFirstDocument(of: file, range: range)
        } catch {
            throw error.isNestingLimit ? ConfigBuilder.tooBig(at: error.problemSpan) : LoadingError(error)
        }
        notes.documents.append(document)
        notes.diagnostics += document.duplicateKeys.map(Self.duplicate)
        if let cut = Self.cut(document, range) { notes.diagnostics.append(cut) }
        var builder = ConfigBuilder(document)
        let built = try builder.build()
        value = built?.value ?? ConfigValue(.null, at: start)
        isTooBig =
            document.isTooDeep || builder.hasCycle || (built?.size ?? 0) > LoadingLimits.documentSize
            || (built?.depth ?? 0) > LoadingLimits.depth
    }

    var isBlank: Bool { value.isBlank }

    /// - Throws: when the value is too big, or no map.
    func mapping() throws(LoadingError) -> ConfigMapping {
        if isTooBig { throw ConfigBuilder.tooBig(at: value.span.firstCharacter) }
        guard let mapping = value.mapping else {
            throw LoadingError(
                "yaml-root", "Invalid configuration format", at: value.span,
                help: "a configuration is a map of keywords and jobs")
        }
        return mapping
    }

    /// What a byte order mark hides: libyaml counts it as a column, so that the second key, which is not indented as the
    /// first, ends the document, and Psych reads no further.
    private static func cut(_ document: YAMLDocument, _ range: Range<Int>) -> Diagnostic? {
        let bytes = document.file.bytes
        guard range.lowerBound == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]), let root = document.root else {
            return nil
        }
        let rest = bytes[..<range.upperBound].dropFirst(Int(document[root].end))
        let hidden = rest.split(separator: 0x0A).first { line in
            line.first.map { byte in byte > UInt8(ascii: " ") && !"#-.".utf8.contains(byte) } ?? false
        }
        guard let hidden else { return nil }
        return Diagnostic(
            id: "document-cut", severity: .warning,
            message: "GitLab silently ignores the file from here on, since the file begins with a byte order mark",
            at: SourceSpan(file: document.file, start: hidden.startIndex, end: hidden.endIndex),
            help: "save the file as UTF-8 without a byte order mark")
    }

    private static func duplicate(_ keys: DuplicateKey) -> Diagnostic {
        Diagnostic(
            id: "duplicate-key", severity: .warning,
            message: "\"\(keys.key)\" is defined twice in one map; GitLab silently uses the last", at: keys.again,
            related: [.init(keys.first, "first defined here")], help: "remove one of them, or give them two names")
    }
}

extension LoadingError {
    /// A syntax error in the words of libyaml and Psych, which GitLab passes on.
    init(_ error: YAMLSyntaxError) {
        var related: [Diagnostic.Related] = []
        if let context = error.context, let span = error.contextSpan, span != error.problemSpan {
            related.append(.init(span, context))
        }
        let explained = YAMLSyntaxExplanation(error)
        let span = explained?.span ?? error.problemSpan
        self.init(
            "yaml-syntax", error.psychMessage, at: span, related: related.filter { $0.span != span },
            help: explained?.help)
        explanation = explained?.message
    }
}
