import Diagnostics

/// One complaint about a header; GitLab shows the first three in one message.
struct HeaderProblem {
    var message: String
    var span: SourceSpan

    init(_ message: String, at span: SourceSpan) {
        self.message = message
        self.span = span
    }
}

extension LoadingError {
    /// GitLab's one message for several problems; the places of the others are kept beside it.
    init?(_ id: String, _ problems: [HeaderProblem]) {
        guard let first = problems.first else { return nil }
        var related: [Diagnostic.Related] = []
        for problem in problems.dropFirst().prefix(2) where problem.span != first.span {
            related.append(.init(problem.span, problem.message))
        }
        self.init(
            id, problems.prefix(3).map(\.message).joined(separator: ", "), at: first.span, related: related)
    }
}
