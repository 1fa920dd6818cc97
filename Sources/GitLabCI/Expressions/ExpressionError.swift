/// Why an expression is no expression, and where. GitLab itself says only `invalid expression syntax`.
package struct ExpressionError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case empty
        case unknownCharacter(String)
        case bracedVariable(String)
        case bareWord(String)
        case number(String)
        case singleOperator(found: String, meant: String)
        case wordOperator(found: String, meant: String)
        case comparison(String)
        case unclosedText
        case patternTooShort
        case unclosedPattern
        case badPattern(RE2SyntaxError)
        case badFlags(String)
        case tooManyTokens
        case missingOperand(String)
        case missingOperator
        case unclosedParenthesis
        case unopenedParenthesis
        case emptyParentheses
    }

    package let reason: Reason
    /// The bytes of the expression that are to blame.
    package let range: Range<Int>

    /// The byte of the expression at which the trouble begins.
    package var offset: Int { range.lowerBound }

    /// The reason in plain words and what to do.
    package var message: String {
        switch reason {
        case .empty: "the expression is empty"
        case .unknownCharacter(let text): "\"\(text)\" has no meaning in an expression"
        case .bracedVariable(let text): "\"\(text)\" is not expanded in expressions; write the variable as \"$NAME\""
        case .bareWord(let text): "\"\(text)\" is neither a variable nor a text; write \"$\(text)\" or put it in quotes"
        case .number(let text): "numbers do not exist in expressions; write \"\(text)\" in quotes"
        case .singleOperator(let found, let meant): "\"\(found)\" is no operator; write \"\(meant)\""
        case .wordOperator(let found, let meant): "\"\(found)\" is no operator; write \"\(meant)\""
        case .comparison(let text): "\"\(text)\" is no operator: only \"==\", \"!=\", \"=~\" and \"!~\" compare values"
        case .unclosedText: "the text is never closed by a second quote on the same line"
        case .patternTooShort: "a pattern needs at least two characters between its slashes"
        case .unclosedPattern: "the pattern is never closed by a second slash"
        case .badPattern(let error): error.message
        case .badFlags(let text): "\"\(text)\" after the pattern is no flag; only i, s, m and U are"
        case .tooManyTokens: "the expression has more than 99 parts; split it over several rules"
        case .missingOperand(let text): "\"\(text)\" lacks a value beside it"
        case .missingOperator: "two values stand side by side; put \"==\", \"&&\" or another operator between them"
        case .unclosedParenthesis: "this \"(\" is never closed"
        case .unopenedParenthesis: "this \")\" was never opened"
        case .emptyParentheses: "there is nothing between the parentheses"
        }
    }
}
