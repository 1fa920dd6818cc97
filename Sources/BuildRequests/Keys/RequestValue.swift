package import YAMLTree

/// A value that a key of the request file may have: how it is read, written and described.
package protocol RequestValue: Equatable, Sendable {
    /// What the value looks like, for help texts and for messages about a value that is none.
    static var shape: RequestShape { get }

    /// Reads a node; where it is no such value, that is reported and nothing comes back.
    static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> Self?

    /// The value as it stands in a file.
    var written: YAMLValue { get }

    /// What counts when this value is given more specifically than `general`, such as by a flag: this value, but maps and
    /// groups are joined key by key.
    func over(_ general: Self) -> Self
}

extension RequestValue {
    package func over(_ general: Self) -> Self { self }
}

/// What a value looks like.
package indirect enum RequestShape: Equatable, Sendable {
    case text
    case truth
    case wholeNumber
    case choice([String])
    case list(RequestShape)
    /// Names with a value each.
    case map(RequestShape)
    /// Keys of their own.
    case group
    /// Something described in words.
    case words(String)

    /// For a sentence: `must be …`.
    package var description: String {
        switch self {
        case .text: "text"
        case .truth: "true or false"
        case .wholeNumber: "a whole number"
        case .choice(let names): names.count == 1 ? names[0] : "one of " + names.joined(separator: ", ")
        case .list(.text): "a list of texts"
        case .list(let element): "a list, each entry \(element.description)"
        case .map(.text): "a map of names to texts"
        case .map(let value): "a map of names, each with \(value.description)"
        case .group: "a map"
        case .words(let words): words
        }
    }
}

extension String: RequestValue {
    package static var shape: RequestShape { .text }

    package static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> String? {
        reader.scalar(node, expected: shape)
    }

    package var written: YAMLValue { .scalar(self) }
}

extension Bool: RequestValue {
    package static var shape: RequestShape { .truth }

    package static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> Bool? {
        guard let text = reader.scalar(node, expected: shape) else { return nil }
        guard let value = ["true": true, "yes": true, "false": false, "no": false][text.lowercased()] else {
            reader.refuse(node, expected: shape)
            return nil
        }
        return value
    }

    package var written: YAMLValue { .literal(self ? "true" : "false") }
}

extension Int: RequestValue {
    package static var shape: RequestShape { .wholeNumber }

    package static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> Int? {
        guard let text = reader.scalar(node, expected: shape) else { return nil }
        guard let value = Int(text) else {
            reader.refuse(node, expected: shape)
            return nil
        }
        return value
    }

    package var written: YAMLValue { .literal(String(self)) }
}

extension Array: RequestValue where Element: RequestValue {
    package static var shape: RequestShape { .list(Element.shape) }

    /// A single value counts as a list of one.
    package static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> [Element]? {
        guard let items = reader.items(node) else {
            return reader.isEmpty(node) ? nil : Element.read(node, &reader).map { [$0] }
        }
        var values: [Element] = []
        for (index, item) in items.enumerated() {
            reader.inside("[\(index)]", at: item) { reader in
                if let value = Element.read(item, &reader) { values.append(value) }
            }
        }
        return values
    }

    package var written: YAMLValue { .sequence(map { .init($0.written) }) }
}

/// A value that is one of a few words.
package protocol RequestChoice: RequestValue, RawRepresentable, CaseIterable where RawValue == String {}

extension RequestChoice {
    package static var shape: RequestShape { .choice(allCases.map(\.rawValue)) }

    package static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> Self? {
        guard let text = reader.scalar(node, expected: shape) else { return nil }
        guard let value = Self(rawValue: text) else {
            reader.refuse(node, expected: shape, candidates: allCases.map(\.rawValue))
            return nil
        }
        return value
    }

    package var written: YAMLValue { .scalar(rawValue) }
}
