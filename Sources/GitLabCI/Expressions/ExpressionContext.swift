/// What is known of the variables and inputs of an expression.
package struct ExpressionContext: Sendable {
    package enum Lookup: Sendable {
        case value(ExpressionValue)
        /// Not set: null in expressions.
        case absent
        case unknown
    }

    package let variable: @Sendable (String) -> Lookup
    package let input: @Sendable (String) -> Lookup

    package init(
        variable: @escaping @Sendable (String) -> Lookup,
        input: @escaping @Sendable (String) -> Lookup = { _ in .absent }
    ) {
        self.variable = variable
        self.input = input
    }

    /// Nothing is set.
    package static let empty = ExpressionContext { _ in .absent }

    /// Only these variables are set.
    package static func variables(_ values: [String: String]) -> ExpressionContext {
        ExpressionContext { name in values[name].map { .value(.text($0)) } ?? .absent }
    }
}
