/// Text that may refer to CI/CD variables as `$NAME` or `${NAME}`, the forms that GitLab and a shell share.
///
/// A dollar sign that begins neither form is text.
package struct VariableText: Equatable, Sendable {
    package enum Segment: Equatable, Sendable {
        case literal(String)
        case variable(String)
    }

    /// The text as it was written.
    package let text: String
    package private(set) var segments: [Segment] = []

    package init(_ text: String) {
        self.text = text
        var rest = Substring(text)
        var literal = ""
        while let dollar = rest.firstIndex(of: "$") {
            literal += rest[..<dollar]
            let after = rest[rest.index(after: dollar)...]
            if let name = Self.name(at: after) {
                rest = after.dropFirst(name.count)
                append(&literal, .variable(String(name)))
            } else if after.first == "{", let name = Self.name(at: after.dropFirst()),
                after.dropFirst(name.count + 1).first == "}"
            {
                rest = after.dropFirst(name.count + 2)
                append(&literal, .variable(String(name)))
            } else {
                literal += "$"
                rest = after
            }
        }
        literal += rest
        if !literal.isEmpty { segments.append(.literal(literal)) }
    }

    /// The names of the variables, in the order of their first use.
    package var variables: [String] {
        var names: [String] = []
        for case .variable(let name) in segments where !names.contains(name) { names.append(name) }
        return names
    }

    /// The text with every variable replaced by what `value` gives for it.
    package func expanded(_ value: (String) -> String) -> String {
        segments.map { segment in
            switch segment {
            case .literal(let text): text
            case .variable(let name): value(name)
            }
        }.joined()
    }

    private mutating func append(_ literal: inout String, _ segment: Segment) {
        if !literal.isEmpty { segments.append(.literal(literal)) }
        literal = ""
        segments.append(segment)
    }

    /// The longest variable name at the start of `text`, if there is one.
    private static func name(at text: Substring) -> Substring? {
        let name = text.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
        guard let first = name.first, !first.isNumber else { return nil }
        return name
    }
}
