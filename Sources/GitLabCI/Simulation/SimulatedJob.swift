package import Diagnostics

/// One job of a simulated pipeline, and why it is in it or not.
package struct SimulatedJob: Sendable {
    /// How a job runs once it is in the pipeline.
    package struct Settings: Hashable, Sendable {
        /// `on_success`, `on_failure`, `always`, `manual` or `delayed`.
        package var when: String
        /// The delay, as it is written.
        package var startIn: String?
        package var mayFail: Bool
        /// The names of needed jobs; nil where the job waits for its stage.
        package var needs: [String]?
        /// Those of the needs that may be absent.
        package var optionalNeeds: Set<String>
        /// The variables that the rule sets.
        package var variables: [String: String]
    }

    package enum Verdict: Sendable {
        case runs(Settings)
        case leftOut
        /// It depends on something that is not known; these are the ways in which it may end, nil for being left out.
        case undecided([Settings?], [Dependency])
    }

    /// What decided.
    package enum Reason: Sendable {
        /// The rule that applies; it may be one that keeps the job out.
        case rule(ConfigValue)
        /// `rules` are there, and none applies.
        case noRule(ConfigValue)
        /// A condition such as `only:refs`, with its value; without one it is the default for jobs that have none.
        case policy(String, ConfigValue?)
        /// Nothing restricts the job.
        case unrestricted
    }

    package let name: String
    package let stage: String
    package let kind: JobKind
    /// Whether it has `trigger`; a bridge without mirrors another pipeline.
    package let startsPipeline: Bool
    package let nameSpan: SourceSpan
    package let verdict: Verdict
    package let reason: Reason
    /// The rules that were looked at; empty for jobs without `rules`.
    package let checks: [RuleCheck]

    package var settings: Settings? { if case .runs(let settings) = verdict { settings } else { nil } }
    /// What the verdict depends on, if it is open.
    package var dependencies: [Dependency] { if case .undecided(_, let all) = verdict { all } else { [] } }
    package var mayRun: Bool { if case .leftOut = verdict { false } else { true } }
}
