import Diagnostics
import FoundationEssentials
import GitLabCI

/// A simulated pipeline for programs. The meaning of a field changes only with `version`.
struct SimulationJSON: Encodable {
    struct Place: Encodable {
        let file: String
        let line: Int
        let column: Int

        init(_ span: SourceSpan) {
            file = span.file.name
            line = span.startPosition.line
            column = span.startPosition.column
        }
    }

    struct Rule: Encodable {
        let place: Place
        let text: String
        /// Nil if that is not known.
        let applies: Bool?
        let clause: String?

        init(_ rule: ConfigValue, applies: Bool? = true, clause: String? = nil) {
            place = Place(rule.span)
            text = RuleText.describe(rule)
            self.applies = applies
            self.clause = clause
        }

        init(_ check: RuleCheck) { self.init(check.rule, applies: check.applies.bool, clause: check.clause) }
    }

    struct Settings: Encodable {
        let when: String
        let startIn: String?
        let allowFailure: Bool
        let needs: [String]?
        let variables: [String: String]?

        init(_ settings: SimulatedJob.Settings) {
            when = settings.when
            startIn = settings.startIn
            allowFailure = settings.mayFail
            needs = settings.needs
            variables = settings.variables.isEmpty ? nil : settings.variables
        }
    }

    struct Reason: Encodable {
        /// `rule`, `no_rule`, a condition such as `only:refs`, `default_only` or `none`.
        let kind: String
        let place: Place?
        let text: String?

        init(_ reason: SimulatedJob.Reason) {
            switch reason {
            case .rule(let rule): (kind, place, text) = ("rule", Place(rule.span), RuleText.describe(rule))
            case .noRule(let rules): (kind, place, text) = ("no_rule", Place(rules.span), nil)
            case .policy(_, nil): (kind, place, text) = ("default_only", nil, nil)
            case .policy(let condition, let value?):
                (kind, place, text) = (condition, Place(value.span), RuleText.short(value))
            case .unrestricted: (kind, place, text) = ("none", nil, nil)
            }
        }
    }

    struct Job: Encodable {
        let name: String
        let stage: String
        /// `job` or `trigger`.
        let type: String
        /// `runs`, `left_out` or `undecided`.
        let status: String
        let settings: Settings?
        let reason: Reason
        let rules: [Rule]
        /// What an undecided job may come to: values of `when`, or `left_out`.
        let outcomes: [String]?
        let dependsOn: [String]?

        init(_ job: SimulatedJob) {
            name = job.name
            stage = job.stage
            type = job.kind == .bridge ? "trigger" : "job"
            reason = Reason(job.reason)
            rules = job.checks.map(Rule.init)
            switch job.verdict {
            case .runs(let made): (status, settings, outcomes, dependsOn) = ("runs", Settings(made), nil, nil)
            case .leftOut: (status, settings, outcomes, dependsOn) = ("left_out", nil, nil, nil)
            case .undecided(let ways, let dependencies):
                (status, settings, outcomes) = ("undecided", nil, ways.map { $0?.when ?? "left_out" })
                dependsOn = dependencies.map(RuleText.describe)
            }
        }
    }

    struct Need: Encodable {
        let job: String
        let need: String
    }

    let version = 1
    let file: String
    let event: String
    let ref: String
    let outcome: String
    let messages: [String]
    let workflow: [Rule]?
    let stages: [String]
    let jobs: [Job]
    let uncertainNeeds: [Need]
    let unsetVariables: [String]
    let changesHold: Bool

    init(_ pipeline: SimulatedPipeline, file: String, event: String, ref: String) {
        self.file = file
        self.event = event
        self.ref = ref
        outcome = pipeline.outcome.rawValue
        messages = pipeline.messages
        workflow = pipeline.workflow?.checks.map(Rule.init)
        stages = pipeline.stages
        jobs = pipeline.jobs.map(Job.init)
        uncertainNeeds = pipeline.uncertainNeeds.map { Need(job: $0.job, need: $0.need) }
        unsetVariables = pipeline.unsetVariables
        changesHold = pipeline.changesHold
    }

    /// The text, with sorted keys, ending with a line break.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
