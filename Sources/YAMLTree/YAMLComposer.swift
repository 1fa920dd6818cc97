import CLibYAML
import Diagnostics

/// Builds documents from libyaml's events.
struct YAMLComposer: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let eventStorage: UnsafeMutablePointer<yaml_event_t>
    private var event: yaml_event_t { eventStorage.pointee }
    private let file: SourceFile
    private let range: Range<Int>
    private let bytes: UnsafeBufferPointer<UInt8>
    private var cursor: ByteCursor
    private var anchors: [String: YAMLNode.ID] = [:]
    private var document: YAMLDocument

    /// - Parameter bytes: the stretch of the file; must outlive the composer.
    init(file: SourceFile, range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>) {
        // libyaml keeps pointers into its parser, so that it must not move.
        parser = .allocate(capacity: 1)
        eventStorage = .allocate(capacity: 1)
        eventStorage.initialize(to: yaml_event_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
        self.file = file
        self.range = range
        self.bytes = bytes
        cursor = ByteCursor(bytes, isASCII: UTF8Check.check(bytes) == .ascii, base: range.lowerBound)
        document = YAMLDocument(file: file, range: range)
    }

    deinit {
        yaml_event_delete(eventStorage)
        yaml_parser_delete(parser)
        eventStorage.deallocate()
        parser.deallocate()
    }

    /// The next document, up to its end and not a token further; nil at the end of the text.
    mutating func nextDocument() throws(YAMLSyntaxError) -> YAMLDocument? {
        while true {
            try advance()
            switch event.type {
            case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
                return nil
            case YAML_DOCUMENT_START_EVENT:
                document = YAMLDocument(file: file, range: range)
                // More than most texts have for their length; what is not used takes no memory.
                document.nodes.reserveCapacity(range.count / 12)
                anchors = [:]
                try advance()
                document.root = try node(depth: 0)
                try advance()
                return document
            default:
                continue
            }
        }
    }

    /// Adds the node whose first event has been read, with all that is in it.
    private mutating func node(depth: Int) throws(YAMLSyntaxError) -> YAMLNode.ID {
        let event = eventStorage.pointee
        let start = offset(event.start_mark)
        let end = offset(event.end_mark)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            let style = Self.style(scalar.style)
            let isBlock = style == .literal || style == .folded
            return add(
                .scalar(text, style), start, isBlock ? endOfBlockScalar(from: start, to: end) : end,
                tag: scalar.tag, anchor: scalar.anchor)
        case YAML_ALIAS_EVENT:
            let name = Self.string(event.data.alias.anchor) ?? ""
            let target = anchors[name]
            if let target { document.aliased.insert(target) }
            return add(.alias(name: name, target: target), start, end, tag: nil, anchor: nil)
        case YAML_SEQUENCE_START_EVENT:
            let data = event.data.sequence_start
            let id = add(.sequence([]), start, end, tag: data.tag, anchor: data.anchor)
            try sequence(id, depth: depth)
            return id
        case YAML_MAPPING_START_EVENT:
            let data = event.data.mapping_start
            let id = add(.mapping([]), start, end, tag: data.tag, anchor: data.anchor)
            try mapping(id, depth: depth)
            return id
        default:
            return add(.scalar("", .plain), start, start, tag: nil, anchor: nil)
        }
    }

    private mutating func sequence(_ id: YAMLNode.ID, depth: Int) throws(YAMLSyntaxError) {
        guard depth < YAMLParser.depthLimit else { return try skip() }
        var items: [YAMLNode.ID] = []
        while true {
            try advance()
            if event.type == YAML_SEQUENCE_END_EVENT { break }
            items.append(try node(depth: depth + 1))
        }
        close(id, .sequence(items), last: items.last)
    }

    private mutating func mapping(_ id: YAMLNode.ID, depth: Int) throws(YAMLSyntaxError) {
        guard depth < YAMLParser.depthLimit else { return try skip() }
        var pairs: [YAMLNode.Pair] = []
        while true {
            try advance()
            if event.type == YAML_MAPPING_END_EVENT { break }
            let key = try node(depth: depth + 1)
            try advance()
            let value = try node(depth: depth + 1)
            pairs.append(YAMLNode.Pair(key: key, value: value))
        }
        noteDuplicates(pairs)
        close(id, .mapping(pairs), last: pairs.last?.value)
    }

    /// Reads to the end of a collection that is nested too deep, without keeping anything.
    private mutating func skip() throws(YAMLSyntaxError) {
        document.isTooDeep = true
        var open = 1
        while open > 0 {
            try advance()
            switch event.type {
            case YAML_SEQUENCE_START_EVENT, YAML_MAPPING_START_EVENT:
                open += 1
                if open > YAMLParser.nestingLimit { throw nestingError() }
            case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: open -= 1
            default: continue
            }
        }
    }

    /// A flow collection ends at its bracket; a block collection at its last child, since libyaml puts the end event at
    /// whatever token comes next.
    private mutating func close(_ id: YAMLNode.ID, _ content: YAMLNode.Content, last: YAMLNode.ID?) {
        let hasBracket = event.start_mark.index != event.end_mark.index
        let end = hasBracket ? UInt32(truncatingIfNeeded: offset(event.end_mark)) : last.map { document[$0].end }
        let index = Int(id.index)
        document.nodes[index].content = content
        if let end { document.nodes[index].end = max(end, document.nodes[index].start) }
    }

    private mutating func noteDuplicates(_ pairs: [YAMLNode.Pair]) {
        guard pairs.count > 1 else { return }
        if pairs.count <= 8 {
            for (index, pair) in pairs.enumerated().dropFirst() {
                guard let name = duplicableName(pair.key) else { continue }
                if let first = pairs[..<index].first(where: { duplicableName($0.key) == name }) {
                    note(name, first.key, pair.key)
                }
            }
            return
        }
        var seen: [String: YAMLNode.ID] = [:]
        seen.reserveCapacity(pairs.count)
        for pair in pairs {
            guard let name = duplicableName(pair.key) else { continue }
            if let first = seen[name] { note(name, first, pair.key) } else { seen[name] = pair.key }
        }
    }

    private mutating func note(_ name: String, _ first: YAMLNode.ID, _ again: YAMLNode.ID) {
        guard document.duplicateKeys.count < YAMLParser.duplicateLimit else { return }
        document.duplicateKeys.append(
            DuplicateKey(key: name, first: document.span(of: first), again: document.span(of: again)))
    }

    /// The text of a scalar key. A merge key may stand several times.
    private func duplicableName(_ key: YAMLNode.ID) -> String? {
        guard case .scalar(let name, _) = document[key].content, name != "<<" else { return nil }
        return name
    }

    private mutating func add(
        _ content: YAMLNode.Content, _ start: Int, _ end: Int, tag: UnsafeMutablePointer<UInt8>?,
        anchor: UnsafeMutablePointer<UInt8>?
    ) -> YAMLNode.ID {
        let id = YAMLNode.ID(document.nodes.count)
        let anchor = Self.string(anchor)
        document.nodes.append(
            YAMLNode(
                content: content, start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: max(end, start)), tag: Self.string(tag), anchor: anchor))
        if let anchor {
            anchors[anchor] = id
            document.anchored.append(id)
        }
        return id
    }

    /// libyaml ends a block scalar at the next token; its text ends at its last line that is not blank.
    private func endOfBlockScalar(from start: Int, to end: Int) -> Int {
        var end = end
        while end > start {
            let byte = bytes[end - 1 - range.lowerBound]
            guard byte == 0x0A || byte == 0x0D || byte == 0x20 || byte == 0x09 else { break }
            end -= 1
        }
        return end
    }

    private mutating func advance() throws(YAMLSyntaxError) {
        yaml_event_delete(eventStorage)
        guard yaml_parser_parse(parser, eventStorage) == 1 else { throw syntaxError() }
    }

    private mutating func syntaxError() -> YAMLSyntaxError {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "out of memory"
        let context = state.context.map { String(cString: $0) }
        // The reader counts bytes, everything after it characters.
        let at =
            state.error == YAML_READER_ERROR
            ? range.lowerBound + min(state.problem_offset, range.count) : offset(state.problem_mark)
        let contextStart = offset(state.context_mark)
        let contextSpan = context.map { _ in character(at: contextStart) }
        return YAMLSyntaxError(
            problem: problem, context: context, problemSpan: character(at: at),
            contextSpan: contextSpan,
            reported: SourcePosition(line: state.context_mark.line + 1, column: state.context_mark.column + 1))
    }

    /// The character that begins at an offset of the file; nothing at the end of the text.
    private func character(at start: Int) -> SourceSpan {
        var end = start + 1
        while end < range.upperBound, bytes[end - range.lowerBound] & 0xC0 == 0x80 { end += 1 }
        return SourceSpan(file: file, start: start, end: min(end, range.upperBound))
    }

    private mutating func nestingError() -> YAMLSyntaxError {
        let start = event.start_mark
        let at = offset(start)
        return YAMLSyntaxError(
            problem: YAMLSyntaxError.nestingProblem, context: nil,
            problemSpan: character(at: at), contextSpan: nil,
            reported: SourcePosition(line: start.line + 1, column: start.column + 1))
    }

    private mutating func offset(_ mark: yaml_mark_t) -> Int { cursor.offset(ofCharacter: mark.index) }

    private static func string(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLNode.ScalarStyle {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }
}
