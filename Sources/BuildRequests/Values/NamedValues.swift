package import YAMLTree

/// Names with a value each, in the order in which they were written.
package struct NamedValues<Value: RequestValue>: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
        package let name: String
        package var value: Value
    }

    package private(set) var entries: [Entry] = []

    package init() {}

    package var isEmpty: Bool { entries.isEmpty }
    package var names: [String] { entries.map(\.name) }

    /// The value of a name; setting one keeps the place of a name that is there already.
    package subscript(name: String) -> Value? {
        get { entries.first { $0.name == name }?.value }
        set {
            let index = entries.firstIndex { $0.name == name }
            if let newValue, let index {
                entries[index].value = newValue
            } else if let newValue {
                entries.append(Entry(name: name, value: newValue))
            } else if let index {
                entries.remove(at: index)
            }
        }
    }

    /// The value of a name, or another where it is not there.
    package subscript(name: String, default value: Value) -> Value {
        get { self[name] ?? value }
        set { self[name] = newValue }
    }
}

extension NamedValues: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, Value)...) {
        for (name, value) in elements { self[name] = value }
    }
}

extension NamedValues: RequestValue {
    package static var shape: RequestShape { .map(Value.shape) }

    package static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> NamedValues? {
        guard let pairs = reader.pairs(node, expected: shape) else { return nil }
        var values = NamedValues()
        for pair in pairs {
            reader.inside(".\(pair.name)", at: pair.value) { reader in
                if let value = Value.read(pair.value, &reader) { values[pair.name] = value }
            }
        }
        return values
    }

    package var written: YAMLValue { .mapping(entries.map { .init($0.name, $0.value.written) }) }

    package func over(_ general: NamedValues) -> NamedValues {
        var joined = general
        for entry in entries { joined[entry.name] = entry.value }
        return joined
    }
}
