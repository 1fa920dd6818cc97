package import Diagnostics

/// What the checks of keywords found.
package struct KeywordReport: Sendable {
    /// Each finding once.
    package var errors: [Diagnostic] = []
    /// GitLab's messages in its order; a fault of a default comes again for each job that takes the default.
    package var gitlabErrors: [String] = []
    package var warnings: [Diagnostic] = []
    package var gitlabWarnings: [String] = []

    package init() {}

    package var isValid: Bool { gitlabErrors.isEmpty }
}
