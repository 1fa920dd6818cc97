import Diagnostics
import YAMLTree

/// A configuration file as its text is edited: the document that counts, its top-level keys, and its lines.
struct EditableConfiguration {
    let file: SourceFile
    let documents: ConfigDocuments
    let yaml: YAMLDocument
    let lines: EditedLines
    /// The top-level keys with their values, as they are written; empty where the document has nothing but comments.
    let pairs: [YAMLNode.Pair]

    /// - Throws: where the file cannot be loaded, or its top level does not stand in lines of its own.
    init(_ file: SourceFile) throws(EditRefusal) {
        self.file = file
        lines = EditedLines(file)
        do throws(LoadingError) {
            var notes = LoadingNotes()
            documents = try ConfigDocuments(file, notes: &notes)
        } catch {
            throw EditRefusal(message: error.message, span: error.span)
        }
        do throws(YAMLSyntaxError) {
            yaml = try YAMLParser.parseFirstDocument(of: file, range: documents.contentRange)
        } catch {
            throw EditRefusal(message: error.problem, span: error.problemSpan)
        }
        guard let root = yaml.root else {
            pairs = []
            return
        }
        guard case .mapping(let pairs) = yaml[root].content, let first = pairs.first else {
            throw EditRefusal(message: "there are no keywords and no jobs here to add to", span: yaml.span(of: root))
        }
        self.pairs = pairs
        guard lines.isFirst(Int(yaml[first.key].start)) else {
            throw EditRefusal(
                message: "the top level does not stand in lines of its own; write one keyword or job a line",
                span: yaml.span(of: first.key))
        }
    }

    /// The pair of a top-level key; the last one counts.
    func pair(_ key: String) -> YAMLNode.Pair? {
        pairs.last { pair in
            if case .scalar(let text, _) = yaml[pair.key].content { text == key } else { false }
        }
    }

    func start(of id: YAMLNode.ID) -> Int { Int(yaml[id].start) }
    func end(of id: YAMLNode.ID) -> Int { Int(yaml[id].end) }
    func span(of id: YAMLNode.ID) -> SourceSpan { yaml.span(of: id) }

    func insertion(_ text: String, at offset: Int) -> TextEdit {
        TextEdit(SourceSpan(file: file, start: offset, end: offset), text)
    }

    /// Whether the collection is written in brackets.
    func isFlow(_ id: YAMLNode.ID) -> Bool {
        let start = start(of: id)
        return start < file.bytes.count
            && (file.bytes[start] == UInt8(ascii: "[") || file.bytes[start] == UInt8(ascii: "{"))
    }

    /// What keeps a value from being edited in place: other values may share it, or a tag changes its meaning.
    func obstacle(of id: YAMLNode.ID) -> String? {
        let node = yaml[id]
        if case .alias(let name, _) = node.content { return "is the alias *\(name)" }
        if let anchor = node.anchor { return "has the anchor &\(anchor)" }
        if let tag = node.tag { return "has the tag \(tag)" }
        return nil
    }
}
