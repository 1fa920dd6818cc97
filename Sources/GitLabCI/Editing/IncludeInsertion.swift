import Diagnostics
import YAMLTree

/// The edits that make a configuration include one more file of its own project.
struct IncludeInsertion {
    /// None when the file is included already.
    private(set) var edits: [TextEdit] = []
    /// What a person should know who expects only added lines.
    private(set) var note: String?
    private let configuration: EditableConfiguration
    private let path: String

    init(of path: String, into configuration: EditableConfiguration) throws(EditRefusal) {
        self.configuration = configuration
        self.path = path
        guard let pair = configuration.pair("include") else {
            try insertKey()
            return
        }
        if isIncluded(configuration.documents.content["include"]) { return }
        let value = pair.value
        if let obstacle = configuration.obstacle(of: value) {
            throw refusal("the value of \"include\" \(obstacle), so that it cannot be added to here", pair)
        }
        switch configuration.yaml[value].content {
        case .sequence(let items): try extend(items, of: pair)
        case .mapping: try makeList(ofMapping: pair)
        case .scalar(let text, let style): try makeList(ofScalar: text, style, pair)
        case .alias: break  // Refused above.
        }
    }

    private var item: String { "- local: \(ScalarStyle.line(path))" }

    /// Whether the file is named already, as a text, by `local`, or by a pattern.
    private func isIncluded(_ value: ConfigValue?) -> Bool {
        switch value?.content {
        case .string(let text):
            guard !RemoteAddress.isValid(text), let normalized = ProjectPath.normalized(text) else { return false }
            return PathGlob.matchesInclude(normalized, path)
        case .sequence(let items): return items.contains(where: isIncluded)
        case .mapping(let mapping): return mapping["project"] == nil && isIncluded(mapping["local"])
        default: return false
        }
    }

    /// Puts `include:` above the first top-level key that leaves the comment at the head of the file where it is.
    private mutating func insertKey() throws(EditRefusal) {
        let lines = configuration.lines
        // libyaml counts the mark as a column, so that the second key is not indented as the first and ends the document.
        guard !lines.hasByteOrderMark else {
            throw EditRefusal(
                message:
                    "the file begins with a byte order mark, after which only one keyword or job is read; save it without",
                span: .start(of: configuration.file))
        }
        guard let first = configuration.pairs.first else {
            let end = configuration.file.bytes.count
            let place = lines.additionAfter(end, ["include:", "  " + item])
            let ends = end == 0 || configuration.file.bytes.last == 0x0A
            edits = [configuration.insertion(ends ? lines.text(["include:", "  " + item]) : place.text, at: end)]
            return
        }
        let indent = String(repeating: " ", count: lines.indent(at: configuration.start(of: first.key)) ?? 0)
        let added = ["\(indent)include:", "\(indent)  \(item)", ""]
        for pair in configuration.pairs where lines.isFirst(configuration.start(of: pair.key)) {
            let key = configuration.start(of: pair.key)
            let start = lines.startWithComments(at: key)
            if start == lines.start(at: key) || !lines.isTop(start) {
                edits = [configuration.insertion(lines.text(added), at: start)]
                return
            }
        }
        let start = lines.start(at: configuration.start(of: first.key))
        edits = [configuration.insertion(lines.text([""] + added), at: start)]
    }

    private mutating func extend(_ items: [YAMLNode.ID], of pair: YAMLNode.Pair) throws(EditRefusal) {
        let start = configuration.start(of: pair.value)
        if configuration.isFlow(pair.value) {
            let text = ScalarStyle.line(path, flow: true)
            if let last = items.last {
                edits = [configuration.insertion(", \(text)", at: configuration.end(of: last))]
            } else {
                edits = [configuration.insertion(text, at: start + 1)]
            }
            note = "\"include\" is a list in brackets, so its line was extended"
            return
        }
        guard let indent = configuration.lines.indent(at: start), let last = items.last else {
            throw refusal("the list of \"include\" does not begin on a line of its own", pair)
        }
        let line = String(repeating: " ", count: indent) + item
        let place = configuration.lines.additionAfter(lastByte(of: last), [line])
        edits = [configuration.insertion(place.text, at: place.offset)]
    }

    /// `include: {local: a}` in either style becomes a list of two.
    private mutating func makeList(ofMapping pair: YAMLNode.Pair) throws(EditRefusal) {
        let (start, end) = (configuration.start(of: pair.value), configuration.end(of: pair.value))
        note = "\"include\" was a single map and is a list now"
        if configuration.isFlow(pair.value) {
            edits = [
                configuration.insertion("[", at: start),
                configuration.insertion(", \(ScalarStyle.line(path, flow: true))]", at: end),
            ]
            return
        }
        let lines = configuration.lines
        guard let indent = lines.indent(at: start) else {
            throw refusal("the map of \"include\" does not begin on a line of its own", pair)
        }
        edits = [configuration.insertion("- ", at: start)]
        var line = lines.next(after: start)
        while let offset = line, offset < end {
            if !lines.isBlank(at: offset) { edits.append(configuration.insertion("  ", at: offset)) }
            line = lines.next(after: offset)
        }
        let place = lines.additionAfter(lastByte(of: pair.value), [String(repeating: " ", count: indent) + item])
        edits.append(configuration.insertion(place.text, at: place.offset))
    }

    private mutating func makeList(
        ofScalar text: String, _ style: YAMLNode.ScalarStyle, _ pair: YAMLNode.Pair
    ) throws(EditRefusal) {
        let (start, end) = (configuration.start(of: pair.value), configuration.end(of: pair.value))
        let added = ScalarStyle.line(path, flow: true)
        let lines = configuration.lines
        if text.isEmpty, start == end {
            let key = configuration.start(of: pair.key)
            let indent = String(repeating: " ", count: lines.indent(at: key) ?? 0)
            let place = lines.additionAfter(end, ["\(indent)  \(item)"])
            edits = [configuration.insertion(place.text, at: place.offset)]
            return
        }
        note = "\"include\" was a single file and is a list now"
        guard configuration.documents.content["include"]?.isString ?? false, style != .literal, style != .folded,
            lines.start(at: start) == lines.start(at: end)
        else { throw refusal("the value of \"include\" is not a file's name on one line", pair) }
        // Brackets give commas and brackets of a plain text another meaning.
        if style == .plain, text.utf8.contains(where: { ",[]{}?:".utf8.contains($0) }) {
            edits = [TextEdit(configuration.span(of: pair.value), "[\(ScalarQuoting.single(text)), \(added)]")]
        } else {
            edits = [configuration.insertion("[", at: start), configuration.insertion(", \(added)]", at: end)]
        }
    }

    /// An offset in the last line of a value.
    private func lastByte(of id: YAMLNode.ID) -> Int {
        max(configuration.start(of: id), configuration.end(of: id) - 1)
    }

    private func refusal(_ what: String, _ pair: YAMLNode.Pair) -> EditRefusal {
        EditRefusal(
            message: "\(what); write \"\(item)\" into it yourself", span: configuration.span(of: pair.key))
    }
}
