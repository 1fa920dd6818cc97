/// What loading needs to know of expressions and regular expressions: `include:rules:if`, the rules and the `regex` of
/// inputs.
package struct LoadingExpressions: Sendable {
    /// Whether a text is an expression.
    package var isValid: @Sendable (_ expression: String) -> Bool
    /// Whether an expression holds, with the values of variables and inputs. False for what is no expression.
    package var holds:
        @Sendable (_ expression: String, _ variables: [String: String], _ inputs: [String: ConfigValue]) -> Bool
    /// Whether an RE2 pattern matches anywhere in a text; nil when it is no RE2 pattern.
    package var matches: @Sendable (_ pattern: String, _ text: String) -> Bool?

    package init(
        isValid: @escaping @Sendable (_ expression: String) -> Bool,
        holds:
            @escaping @Sendable (_ expression: String, _ variables: [String: String], _ inputs: [String: ConfigValue])
            -> Bool,
        matches: @escaping @Sendable (_ pattern: String, _ text: String) -> Bool?
    ) {
        self.isValid = isValid
        self.holds = holds
        self.matches = matches
    }
}
