import CLibYAML

/// What libyaml, the parser that GitLab uses, makes of a text: its events, one a line, without styles and marks.
enum LibYAML {
    struct SyntaxError: Error {
        let message: String
        let line: Int
    }

    /// One event: what it is, the scalar's value, and whether the scalar would be resolved by its looks.
    struct Event: Equatable {
        let kind: String
        var value: String?
        var plain = false
    }

    static func events(in text: String) throws -> [Event] {
        var parser = yaml_parser_t()
        yaml_parser_initialize(&parser)
        defer { yaml_parser_delete(&parser) }
        let bytes = Array(text.utf8)
        return try bytes.withUnsafeBufferPointer { buffer in
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            var events: [Event] = []
            while true {
                var event = yaml_event_t()
                guard yaml_parser_parse(&parser, &event) == 1 else {
                    throw SyntaxError(
                        message: parser.problem.map { String(cString: $0) } ?? "",
                        line: Int(parser.problem_mark.line) + 1)
                }
                defer { yaml_event_delete(&event) }
                switch event.type {
                case YAML_SCALAR_EVENT:
                    let scalar = event.data.scalar
                    let value = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
                    events.append(
                        Event(
                            kind: "scalar", value: String(decoding: value, as: UTF8.self),
                            plain: scalar.plain_implicit == 1))
                case YAML_SEQUENCE_START_EVENT: events.append(Event(kind: "["))
                case YAML_SEQUENCE_END_EVENT: events.append(Event(kind: "]"))
                case YAML_MAPPING_START_EVENT: events.append(Event(kind: "{"))
                case YAML_MAPPING_END_EVENT: events.append(Event(kind: "}"))
                case YAML_STREAM_END_EVENT: return events
                default: break
                }
            }
        }
    }

    /// All scalars of a text, keys included, in their order.
    static func scalars(in text: String) throws -> [String] {
        try events(in: text).compactMap(\.value)
    }
}
