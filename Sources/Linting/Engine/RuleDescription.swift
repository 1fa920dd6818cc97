package import Diagnostics

/// What there is to say of a rule: the source of its page, of its line in lists, and of its tests. A class, since every file
/// that is checked hands on those of all rules.
package final class RuleDescription: Sendable {
    /// Whether a rule can mend what it finds.
    package enum FixKind: String, Sendable {
        case none
        case safe
        case unsafe
    }

    /// In kebab-case; the name of the type.
    package let id: String
    package let category: RuleCategory
    package let severity: Diagnostic.Severity
    package let confidence: Diagnostic.Confidence
    /// The version that had it first.
    package let since: String
    /// One sentence without a full stop.
    package let summary: String
    /// Why it is bad, in two to six sentences.
    package let why: String
    /// What to do, where the summary and the examples do not say it.
    package let remedy: String?
    package let fix: FixKind
    /// Made when they are asked for: a check of a file needs none of them, and some are large.
    package var examples: [RuleExample] { makeExamples() }
    private let makeExamples: @Sendable () -> [RuleExample]
    /// Addresses of pages that say more, the best one first.
    package let references: [String]
    /// Names that the rule had before.
    package let aliases: [String]

    package init(
        id: String, category: RuleCategory, severity: Diagnostic.Severity, confidence: Diagnostic.Confidence = .high,
        since: String = "0.1", summary: String, why: String, remedy: String? = nil, fix: FixKind = .none,
        examples: @autoclosure @escaping @Sendable () -> [RuleExample], references: [String] = [],
        aliases: [String] = []
    ) {
        self.id = id
        self.category = category
        self.severity = severity
        self.confidence = confidence
        self.since = since
        self.summary = summary
        self.why = why
        self.remedy = remedy
        self.fix = fix
        makeExamples = examples
        self.references = references
        self.aliases = aliases
    }
}

/// What a rule's findings mean for the user.
package enum RuleCategory: String, CaseIterable, Sendable {
    /// The job fails, or does not do what it says.
    case willFail = "will-fail"
    case unsafe
    case slow
    case outdated
    /// GitLab accepts it, and it is a mistake all the same.
    case pipeline
    /// The Dockerfile beside the pipeline.
    case dockerfile

    /// The heading of its rules in lists.
    package var title: String {
        switch self {
        case .willFail: "Will fail"
        case .unsafe: "Is unsafe"
        case .slow: "Is slow"
        case .outdated: "Is outdated"
        case .pipeline: "Mistakes that GitLab accepts"
        case .dockerfile: "Dockerfile"
        }
    }

    /// The folder of its rules, below `Rules`.
    package var folder: String {
        switch self {
        case .willFail: "WillFail"
        case .unsafe: "Unsafe"
        case .slow: "Slow"
        case .outdated: "Outdated"
        case .pipeline: "Pipeline"
        case .dockerfile: "Dockerfile"
        }
    }
}
