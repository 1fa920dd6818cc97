import YAMLTree

/// Values on one line, for tables and messages.
enum RequestText {
    static func inline(_ value: YAMLValue) -> String {
        switch value {
        case .scalar(let text), .literal(let text): text
        case .flow(let texts): "[" + texts.joined(separator: ", ") + "]"
        case .sequence(let items): "[" + items.map { inline($0.value) }.joined(separator: ", ") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key): \(inline($0.value))" }.joined(separator: ", ") + "}"
        }
    }
}
