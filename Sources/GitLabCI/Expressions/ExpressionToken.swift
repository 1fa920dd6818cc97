/// A lexeme of an expression and the bytes that it takes.
struct ExpressionToken: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case opening
        case closing
        case input(String)
        case variable(String)
        case text(String)
        /// The pattern with its slashes, before `\/` is made `/`.
        case pattern(String)
        case null
        case boolean(Bool)
        case binary(BinaryOperator)
        case not
    }

    let kind: Kind
    let range: Range<Int>
}

/// The operators between two values.
package enum BinaryOperator: String, Hashable, Sendable {
    case equals = "=="
    case matches = "=~"
    case notEquals = "!="
    case notMatches = "!~"
    case and = "&&"
    case or = "||"

    /// How weakly it binds; `!` has 1.
    var precedence: Int {
        switch self {
        case .equals, .notEquals, .matches, .notMatches: 10
        case .and: 11
        case .or: 12
        }
    }
}
