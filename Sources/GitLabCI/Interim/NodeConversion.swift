import Diagnostics
import YAMLTree

/// Turns the nodes of a document into configuration values: scalars resolved, aliases followed, merge keys merged.
struct NodeConversion {
    let document: YAMLDocument

    /// - Parameter open: the nodes that the value stands in; an alias of one of them is left out.
    func value(of id: YAMLNode.ID, inside open: Set<YAMLNode.ID> = []) -> ConfigValue {
        let span = document.span(of: id)
        let open = open.union([id])
        switch document[id].content {
        case .alias(_, let target?) where !open.contains(target):
            return value(of: target, inside: open)
        case .alias:
            return ConfigValue(.null, at: span)
        case .scalar(let text, let style):
            return ConfigValue(
                content(text, ScalarResolver.resolve(text, style: style, tag: document[id].tag)), at: span)
        case .sequence(let items):
            let values = items.map { value(of: $0, inside: open) }
            return ConfigValue(document[id].tag == "!reference" ? .reference(values) : .sequence(values), at: span)
        case .mapping(let pairs):
            var mapping = ConfigMapping()
            for pair in pairs where isMerge(pair.key) {
                let merged = value(of: pair.value, inside: open)
                // Of several maps the first that has a key gives its value.
                for map in (merged.sequence ?? [merged]).compactMap(\.mapping) {
                    for entry in map.entries where mapping[entry.key] == nil { mapping.set(entry) }
                }
            }
            for pair in pairs where !isMerge(pair.key) {
                mapping.set(
                    .init(
                        key: .string(document.span(of: pair.key).text, scalar: document[pair.key].content),
                        keySpan: document.span(of: pair.key), value: value(of: pair.value, inside: open)))
            }
            return ConfigValue(.mapping(mapping), at: span)
        }
    }

    private func isMerge(_ key: YAMLNode.ID) -> Bool {
        if case .scalar("<<", .plain) = document[key].content { true } else { false }
    }

    private func content(_ text: String, _ scalar: YAMLScalar) -> ConfigValue.Content {
        switch scalar {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .bigInteger(let text): .bigInteger(text)
        case .float(let value): .float(value)
        case .string(let text), .symbol(let text): .string(text)
        case .refused, .invalid: .string(text)
        }
    }
}

extension ConfigKey {
    /// A key by its text; a key that is not a scalar goes by how it is written.
    fileprivate static func string(_ written: String, scalar: YAMLNode.Content) -> ConfigKey {
        if case .scalar(let text, _) = scalar { .string(text) } else { .other(written) }
    }
}
