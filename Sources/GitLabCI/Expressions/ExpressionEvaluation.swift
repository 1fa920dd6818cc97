/// The value of a part of an expression.
package enum ExpressionValue: Sendable {
    case null
    case boolean(Bool)
    case text(String)
    case pattern(RE2)
    /// It depends on something that is not known.
    case unknown
}

/// True, false, or dependent on something unknown.
package enum Truth: Hashable, Sendable {
    case yes
    case no
    case unknown

    package init(_ value: Bool?) {
        switch value {
        case true?: self = .yes
        case false?: self = .no
        case nil: self = .unknown
        }
    }

    package var bool: Bool? {
        switch self {
        case .yes: true
        case .no: false
        case .unknown: nil
        }
    }
}

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

extension ExpressionValue {
    /// Rails' `present?`.
    package var isPresent: Truth {
        switch self {
        case .null: .no
        case .boolean(let value): value ? .yes : .no
        case .text(let text): text.unicodeScalars.allSatisfy(\.properties.isWhitespace) ? .no : .yes
        case .pattern: .yes
        case .unknown: .unknown
        }
    }

    /// What counts as true for Ruby: everything but null and false.
    var isTruthy: Truth {
        switch self {
        case .null, .boolean(false): .no
        case .boolean(true), .text, .pattern: .yes
        case .unknown: .unknown
        }
    }

    /// A boolean equals the text `true` or `false`.
    func equals(_ other: ExpressionValue) -> Truth {
        switch (self, other) {
        case (.unknown, _), (_, .unknown): .unknown
        case (.null, .null): .yes
        case (.boolean(let a), .boolean(let b)): a == b ? .yes : .no
        case (.text(let a), .text(let b)): a == b ? .yes : .no
        case (.boolean(let a), .text(let b)), (.text(let b), .boolean(let a)): String(a) == b ? .yes : .no
        case (.pattern(let a), .pattern(let b)): a.pattern == b.pattern ? .yes : .no
        default: .no
        }
    }

    /// `=~`. A variable may hold a pattern with its slashes; a right side that is plain text is searched for the left.
    func matches(_ other: ExpressionValue) -> Truth {
        let text: String
        switch self {
        case .unknown:
            // With nothing to match against there is no match, whatever the text is.
            if case .null = other { return .no }
            return .unknown
        case .null: text = ""
        case .boolean(let value): text = String(value)
        case .text(let value): text = value
        case .pattern(let pattern): text = pattern.pattern
        }
        switch other {
        case .unknown: return .unknown
        case .null, .boolean: return .no
        case .pattern(let pattern): return Truth(pattern.matches(text))
        case .text(let source):
            let unescaped = source.utf8.contains(UInt8(ascii: "\\")) ? Self.withoutEscapedSlashes(source) : source
            if let parts = SlashPattern.parts(of: unescaped), let pattern = try? RE2(parts.expression) {
                return Truth(pattern.matches(text))
            }
            return text.isEmpty || source.contains(text) ? .yes : .no
        }
    }

    private static func withoutEscapedSlashes(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            if character == "/", result.unicodeScalars.last == "\\" { result.unicodeScalars.removeLast() }
            result.unicodeScalars.append(character)
        }
        return result
    }
}
