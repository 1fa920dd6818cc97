/// The part of JSON Schema that GitLab uses inside `.gitlab-ci.yml`.
package final class JSONSchema: Sendable {
    package indirect enum Constraint: Sendable {
        case oneOf([JSONSchema])
        case not(JSONSchema)
        case properties([(name: String, schema: JSONSchema)])
        /// Properties whose name has the pattern of identifiers.
        case identifierProperties(JSONSchema)
        /// No properties beside these, and identifiers if they are allowed.
        case onlyProperties([String], orIdentifiers: Bool = false)
        case items(JSONSchema)
        case type(String)
        case types([String])
        case minLength(Int)
        case maxLength(Int)
        /// Text with the pattern of identifiers.
        case identifier
        case required([String])
    }

    /// In the order in which the validator tries them.
    let constraints: [Constraint]

    package init(_ constraints: [Constraint]) { self.constraints = constraints }

    /// An object with these properties and no others.
    static func object(_ properties: [(String, JSONSchema)], required: [String] = []) -> [Constraint] {
        [
            .properties(properties.map { (name: $0.0, schema: $0.1) }), .onlyProperties(properties.map(\.0)),
            .type("object"), .required(required),
        ]
    }

    static let string = JSONSchema([.type("string")])

    /// Letters, digits and underscores, not beginning with a digit.
    static let identifierPattern = "^[a-zA-Z_][a-zA-Z0-9_]*$"

    /// Whether one line of the text is an identifier; Ruby's `^` and `$` look at lines.
    static func hasIdentifierLine(_ text: String) -> Bool {
        text.split(separator: "\n", omittingEmptySubsequences: false).contains { line in
            guard let first = line.utf8.first, !(0x30...0x39).contains(first) else { return false }
            return line.utf8.allSatisfy(ExpressionLexer.isWord)
        }
    }
}
