/// One finding: what is wrong, where, what else it touches, and what to do.
package struct Diagnostic: Hashable, Sendable {
    package enum Severity: String, Hashable, Sendable, CaseIterable {
        case error
        case warning
        case note
    }

    /// How sure a rule is of what it finds.
    package enum Confidence: String, Hashable, Sendable, CaseIterable {
        case high
        case medium
        /// A guess.
        case low
    }

    /// A second place that helps to understand a finding.
    package struct Related: Hashable, Sendable {
        package var span: SourceSpan
        /// What there is to see, such as `first defined here`.
        package var label: String

        package init(_ span: SourceSpan, _ label: String) {
            self.span = span
            self.label = label
        }
    }

    /// The rule or the check that made the finding, in kebab-case, such as `needs-undefined`.
    package var id: String
    package var severity: Severity
    /// Our own words: lower-case start, no full stop, the user's value in quotes, then what to do.
    package var message: String
    /// What GitLab itself says, verbatim, where GitLab has a message for it.
    package var gitlabMessage: String?
    package var primary: SourceSpan
    package var related: [Related]
    /// A longer explanation or a suggestion.
    package var help: String?
    /// The address of a page of documentation.
    package var docs: String?
    package var fix: Fix?
    /// The category of the rule that made the finding, such as `will-fail`; nil for what GitLab itself checks.
    package var category: String?
    /// How sure that rule is; nil for what GitLab itself checks.
    package var confidence: Confidence?

    package init(
        id: String, severity: Severity, message: String, gitlabMessage: String? = nil, at primary: SourceSpan,
        related: [Related] = [], help: String? = nil, docs: String? = nil, fix: Fix? = nil
    ) {
        self.id = id
        self.severity = severity
        self.message = message
        self.gitlabMessage = gitlabMessage
        self.primary = primary
        self.related = related
        self.help = help
        self.docs = docs
        self.fix = fix
    }
}

extension Diagnostic.Severity {
    /// More for what is worse.
    package var weight: Int {
        switch self {
        case .error: 2
        case .warning: 1
        case .note: 0
        }
    }
}

extension Diagnostic {
    /// Our message, and GitLab's own behind it where it says something else, so that people can search for both.
    package func fullMessage(separator: String) -> String {
        guard let gitlabMessage, gitlabMessage != message else { return message }
        return "\(message)\(separator)GitLab says: \(gitlabMessage)"
    }

    /// By file name, then place, then id, then message: the order of every output.
    package static func precedes(_ a: Diagnostic, _ b: Diagnostic) -> Bool {
        if a.primary.file.name != b.primary.file.name { return a.primary.file.name < b.primary.file.name }
        if a.primary.range.lowerBound != b.primary.range.lowerBound { return a.primary.start < b.primary.start }
        if a.primary.end != b.primary.end { return a.primary.end < b.primary.end }
        if a.id != b.id { return a.id < b.id }
        return a.message < b.message
    }
}
