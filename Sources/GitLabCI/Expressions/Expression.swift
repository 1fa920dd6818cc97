/// An expression of `rules:if`, `only:variables` and the like
/// (https://docs.gitlab.com/ci/jobs/job_rules/#cicd-variable-expressions).
package struct Expression: Sendable {
    package let source: String
    package let tree: ExpressionTree

    /// Throws the first mistake. An expression that GitLab calls invalid is refused, and no other.
    package init(_ source: String) throws(ExpressionError) {
        var lexer = ExpressionLexer(source)
        var parser = ExpressionParser(try lexer.tokens(), length: source.utf8.count)
        self.source = source
        tree = try parser.parse()
    }

    /// What is wrong with an expression, if anything.
    package static func syntaxError(in source: String) -> ExpressionError? {
        do throws(ExpressionError) {
            _ = try Expression(source)
            return nil
        } catch {
            return error
        }
    }

    package func isTrue(in context: ExpressionContext) -> Truth { tree.isTrue(in: context) }
}
