/// An expression, ready to be evaluated.
package indirect enum ExpressionTree: Sendable {
    case variable(String)
    case input(String)
    case text(String)
    case pattern(RE2)
    case null
    case boolean(Bool)
    case not(ExpressionTree)
    case binary(BinaryOperator, ExpressionTree, ExpressionTree)

    /// The names of all inputs, in order, each once.
    package var inputNames: [String] { names { if case .input(let name) = $0 { name } else { nil } } }

    /// The names of all variables, in order, each once.
    package var variableNames: [String] { names { if case .variable(let name) = $0 { name } else { nil } } }

    private func names(_ pick: (ExpressionTree) -> String?) -> [String] {
        var found: [String] = []
        visit { if let name = pick($0), !found.contains(name) { found.append(name) } }
        return found
    }

    private func visit(_ body: (ExpressionTree) -> Void) {
        body(self)
        switch self {
        case .not(let operand): operand.visit(body)
        case .binary(_, let left, let right):
            left.visit(body)
            right.visit(body)
        default: break
        }
    }
}
