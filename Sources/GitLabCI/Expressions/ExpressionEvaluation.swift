extension ExpressionTree {
    /// Whether a rule with this expression applies: the value is there and not blank.
    package func isTrue(in context: ExpressionContext) -> Truth { evaluate(in: context).isPresent }

    /// The value, with Ruby's rules: `&&` and `||` give one of their sides back, empty text counts as true for them, and
    /// `!` asks whether its side is blank.
    package func evaluate(in context: ExpressionContext) -> ExpressionValue {
        switch self {
        case .variable(let name): Self.value(context.variable(name))
        case .input(let name): Self.value(context.input(name))
        case .text(let text): .text(text)
        case .pattern(let pattern): .pattern(pattern)
        case .null: .null
        case .boolean(let value): .boolean(value)
        case .not(let operand): Self.value(operand.isTrue(in: context), negated: true)
        case .binary(let binary, let left, let right): Self.evaluate(binary, left, right, context)
        }
    }

    private static func value(_ lookup: ExpressionContext.Lookup) -> ExpressionValue {
        switch lookup {
        case .value(let value): value
        case .absent: .null
        case .unknown: .unknown
        }
    }

    private static func value(_ truth: Truth, negated: Bool) -> ExpressionValue {
        truth.bool.map { .boolean($0 != negated) } ?? .unknown
    }

    private static func evaluate(
        _ binary: BinaryOperator, _ leftSide: ExpressionTree, _ rightSide: ExpressionTree, _ context: ExpressionContext
    ) -> ExpressionValue {
        let left = leftSide.evaluate(in: context)
        switch binary {
        case .and:
            guard let leftCounts = left.isTruthy.bool else {
                // Nothing follows from the left side; a right side that is blank makes the whole blank.
                return rightSide.isTrue(in: context) == .no ? .boolean(false) : .unknown
            }
            return leftCounts ? rightSide.evaluate(in: context) : left
        case .or:
            guard let leftCounts = left.isTruthy.bool else { return .unknown }
            return leftCounts ? left : rightSide.evaluate(in: context)
        case .equals: return value(left.equals(rightSide.evaluate(in: context)), negated: false)
        case .notEquals: return value(left.equals(rightSide.evaluate(in: context)), negated: true)
        case .matches: return value(left.matches(rightSide.evaluate(in: context)), negated: false)
        case .notMatches: return value(left.matches(rightSide.evaluate(in: context)), negated: true)
        }
    }
}
