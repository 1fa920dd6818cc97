/// What loading needs to know of expressions and regular expressions: `include:rules:if`, the rules and the `regex` of
/// inputs.
enum LoadingExpressions {
    static func isValid(_ expression: String) -> Bool { Expression.syntaxError(in: expression) == nil }

    /// Whether an expression holds; a variable without a value counts as not set. False for what is no expression.
    static func holds(
        _ expression: String, variables: [String: String] = [:], inputs: [String: ConfigValue] = [:]
    ) -> Bool {
        guard let parsed = try? Expression(expression) else { return false }
        let context = ExpressionContext(
            variable: { name in variables[name].map { .value(.text($0)) } ?? .absent },
            input: { name in inputs[name].map { .value(value($0)) } ?? .absent })
        return parsed.isTrue(in: context).bool ?? false
    }

    /// The names of the variables of an expression; none for what is no expression.
    static func variables(of expression: String) -> [String] {
        (try? Expression(expression))?.tree.variableNames ?? []
    }

    /// Whether an RE2 pattern matches anywhere in a text; nil when it is no RE2 pattern. A match that cannot be decided
    /// here counts as one, so that nothing is reported that is not certain.
    static func matches(_ pattern: String, _ text: String) -> Bool? {
        guard let pattern = try? RE2(pattern) else { return nil }
        return pattern.matches(text) ?? true
    }

    private static func value(_ input: ConfigValue) -> ExpressionValue {
        switch input.content {
        case .null: .null
        case .bool(let value): .boolean(value)
        default: .text(RubyText.string(input))
        }
    }
}
