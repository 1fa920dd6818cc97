package import Diagnostics

/// Why GitLab stops before it looks at any keyword: the one message that it gives, and the place.
package struct LoadingError: Error, Hashable, Sendable {
    /// The check that failed, in kebab-case.
    package var id: String
    /// What GitLab says, verbatim.
    package var message: String
    package var span: SourceSpan
    package var related: [Diagnostic.Related]
    /// Our own words for it, where they say more than GitLab's.
    package var explanation: String?
    /// What it means and what to do, where GitLab's words are not enough.
    package var help: String?

    package init(
        _ id: String, _ message: String, at span: SourceSpan, related: [Diagnostic.Related] = [], help: String? = nil
    ) {
        self.id = id
        self.message = message
        self.span = span
        self.related = related
        self.help = help
    }

    package var diagnostic: Diagnostic {
        Diagnostic(
            id: id, severity: .error, message: explanation ?? message, gitlabMessage: message, at: span,
            related: related, help: help)
    }

    /// The error of an included file, as GitLab shows it: with the name of the file before it.
    func inIncludedFile(_ location: String) -> LoadingError {
        var copy = self
        copy.message = "`\(location)`: \(message)"
        return copy
    }
}
