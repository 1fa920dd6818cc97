/// The value of a part of an expression.
package enum ExpressionValue: Sendable {
    case null
    case boolean(Bool)
    case text(String)
    case pattern(RE2)
    /// It depends on something that is not known.
    case unknown
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
