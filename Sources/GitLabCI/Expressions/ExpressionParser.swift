/// Orders tokens by precedence and builds the tree, as GitLab's shunting-yard does, oddities included: operators may
/// stand before or behind their values as long as the counts agree (`$A !`, `&& $A $B`).
struct ExpressionParser {
    private enum Waiting {
        case opening(ExpressionToken)
        case not(ExpressionToken)
        case binary(BinaryOperator, ExpressionToken)

        var precedence: Int {
            switch self {
            case .opening: 901
            case .not: 1
            case .binary(let binary, _): binary.precedence
            }
        }

        var token: ExpressionToken {
            switch self {
            case .opening(let token), .not(let token), .binary(_, let token): token
            }
        }
    }

    private struct Operand {
        let tree: ExpressionTree
        let range: Range<Int>
    }

    private let tokens: [ExpressionToken]
    private let length: Int
    private var waiting: [Waiting] = []
    private var results: [Operand] = []
    /// A mistake that GitLab finds only when it builds the tree; a missing parenthesis comes before it.
    private var pending: ExpressionError?

    init(_ tokens: [ExpressionToken], length: Int) {
        self.tokens = tokens
        self.length = length
    }

    mutating func parse() throws(ExpressionError) -> ExpressionTree {
        guard !tokens.isEmpty else { throw ExpressionError(reason: .empty, range: 0..<length) }
        for token in tokens { try read(token) }
        while let last = waiting.popLast() {
            if case .opening(let token) = last {
                throw ExpressionError(reason: .unclosedParenthesis, range: token.range)
            }
            apply(last)
        }
        if let pending { throw pending }
        guard let result = results.first else { throw ExpressionError(reason: emptyReason, range: 0..<length) }
        guard results.count == 1 else {
            throw ExpressionError(reason: .missingOperator, range: results[1].range)
        }
        return result.tree
    }

    private var emptyReason: ExpressionError.Reason {
        tokens.contains { $0.kind == .opening } ? .emptyParentheses : .empty
    }

    private mutating func read(_ token: ExpressionToken) throws(ExpressionError) {
        switch token.kind {
        case .opening: waiting.append(.opening(token))
        case .not: waiting.append(.not(token))
        case .binary(let binary):
            popWaiting(upTo: binary.precedence)
            waiting.append(.binary(binary, token))
        case .closing:
            popWaiting(upTo: 900)
            guard case .opening = waiting.popLast() else {
                throw ExpressionError(reason: .unopenedParenthesis, range: token.range)
            }
        default: results.append(Operand(tree: value(token), range: token.range))
        }
    }

    private mutating func popWaiting(upTo precedence: Int) {
        while let last = waiting.last, precedence >= last.precedence {
            waiting.removeLast()
            apply(last)
        }
    }

    private mutating func value(_ token: ExpressionToken) -> ExpressionTree {
        switch token.kind {
        case .input(let name): return .input(name)
        case .variable(let name): return .variable(name)
        case .text(let text): return .text(text)
        case .boolean(let value): return .boolean(value)
        case .pattern(let text): return pattern(text, at: token)
        case .null, .opening, .closing, .not, .binary: return .null
        }
    }

    private mutating func pattern(_ text: String, at token: ExpressionToken) -> ExpressionTree {
        guard let parts = SlashPattern.parts(of: Self.unescaped(text)) else {
            fail(ExpressionError(reason: .unclosedPattern, range: token.range))
            return .null
        }
        do throws(RE2SyntaxError) {
            return .pattern(try RE2(parts.expression))
        } catch {
            // The place is exact as long as no slash was escaped before it.
            let offset = token.range.lowerBound + parts.offset + max(error.offset - parts.prefixLength, 0)
            let start = min(offset, token.range.upperBound)
            fail(ExpressionError(reason: .badPattern(error), range: start..<token.range.upperBound))
            return .null
        }
    }

    private static func unescaped(_ text: String) -> String {
        var result: [UInt8] = []
        var isEscaped = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: "/"), isEscaped { result.removeLast() }
            result.append(byte)
            isEscaped = byte == UInt8(ascii: "\\")
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func apply(_ operation: Waiting) {
        switch operation {
        case .opening: break
        case .not(let token):
            guard let operand = results.popLast() else {
                fail(ExpressionError(reason: .missingOperand("!"), range: token.range))
                return
            }
            results.append(Operand(tree: .not(operand.tree), range: token.range))
        case .binary(let binary, let token):
            guard let right = results.popLast(), let left = results.popLast() else {
                fail(ExpressionError(reason: .missingOperand(binary.rawValue), range: token.range))
                return
            }
            results.append(Operand(tree: .binary(binary, left.tree, right.tree), range: left.range))
        }
    }

    private mutating func fail(_ error: ExpressionError) {
        if pending == nil { pending = error }
    }
}
