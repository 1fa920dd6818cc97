import Diagnostics
import GitLabCI

/// A simulated pipeline for programs, as one JSON object. Members are only added while `version` stays 1:
///
/// - `version`: 1; `tool`: `name` and `version`; `file`; `complete`: whether every include was there;
/// - `request`: `event` (a value of `CI_PIPELINE_SOURCE`), `ref`, `tag`, and `mergeRequest` (`source`, `target`) or null;
/// - `outcome`: `created`, `filtered_by_workflow`, `no_jobs`, `refused` or `undecided`; `messages`: GitLab's, verbatim;
/// - `workflow`: the rules of the workflow that were looked at, or null;
/// - `stages`: names, in order;
/// - `jobs`, in the order of the file, each with `name`, `stage`, `kind` (`job` or `bridge`), `location`, `status` (`runs`,
///   `left_out`, `undecided`), `settings` of a job that runs (`when`, `startIn`, `allowFailure`, `needs` or null,
///   `variables` that the rule sets), `outcomes` of an undecided job (values of `when`, or `left_out`), `dependsOn`,
///   `reason`, null where rules leave it open (`kind`: `rule`, `no_rule`, `default_only`, `none` or a condition such as `only:refs`; `location`; `text`) and
///   `rules`, those that were looked at, each with `text`, `location`, `applies` (null if not known) and `clause`, the one
///   that decided against it or is not known;
/// - `uncertainNeeds`: `job` and `need`, where it is not known whether the needed job is there;
/// - `unsetVariables`: variables that were taken as not set; `changesHold`: whether `changes` held for want of a list of
///   changed files.
enum SimulationJSON {
    static func render(
        _ pipeline: SimulatedPipeline, of request: SimulationRequest, file: String, isComplete: Bool
    ) -> String {
        let root: JSON = .object([
            "version": 1,
            "tool": .object(["name": .string(Tool.name), "version": .string(Tool.version)]),
            "file": .string(file),
            "complete": .bool(isComplete),
            "request": describe(request),
            "outcome": .string(pipeline.outcome.rawValue),
            "messages": .strings(pipeline.messages),
            "workflow": pipeline.workflow.map { .array($0.checks.map(check)) } ?? .null,
            "stages": .strings(pipeline.stages),
            "jobs": .array(pipeline.jobs.map(job)),
            "uncertainNeeds": .array(
                pipeline.uncertainNeeds.map { .object(["job": .string($0.job), "need": .string($0.need)]) }),
            "unsetVariables": .strings(pipeline.unsetVariables),
            "changesHold": .bool(pipeline.changesHold),
        ])
        return root.prettyText + "\n"
    }

    private static func describe(_ request: SimulationRequest) -> JSON {
        .object([
            "event": .string(request.source.rawValue),
            "ref": .string(request.ref),
            "tag": .bool(request.isTag),
            "mergeRequest": request.mergeRequest.map {
                .object(["source": .string($0.sourceBranch), "target": .string($0.targetBranch)])
            } ?? .null,
        ])
    }

    private static func job(_ job: SimulatedJob) -> JSON {
        .object([
            "name": .string(job.name),
            "stage": .string(job.stage),
            "kind": job.kind == .bridge ? "bridge" : "job",
            "location": .location(job.nameSpan),
            "status": .string(status(job.verdict)),
            "settings": job.settings.map(settings) ?? .null,
            "outcomes": .strings(outcomes(job.verdict)),
            "dependsOn": .strings(job.dependencies.map(RuleText.describe)),
            "reason": reason(of: job),
            "rules": .array(job.checks.map(check)),
        ])
    }

    private static func status(_ verdict: SimulatedJob.Verdict) -> String {
        switch verdict {
        case .runs: "runs"
        case .leftOut: "left_out"
        case .undecided: "undecided"
        }
    }

    private static func outcomes(_ verdict: SimulatedJob.Verdict) -> [String] {
        guard case .undecided(let ways, _) = verdict else { return [] }
        return ways.map { $0?.when ?? "left_out" }
    }

    private static func settings(_ settings: SimulatedJob.Settings) -> JSON {
        let variables = settings.variables.sorted { $0.key < $1.key }.map {
            (key: $0.key, value: JSON.string($0.value))
        }
        return .object([
            "when": .string(settings.when),
            "startIn": settings.startIn.map(JSON.string) ?? .null,
            "allowFailure": .bool(settings.mayFail),
            "needs": settings.needs.map { .strings($0) } ?? .null,
            "variables": .object(variables),
        ])
    }

    private static func reason(of job: SimulatedJob) -> JSON {
        // Of rules, none has decided about an undecided job.
        if !job.checks.isEmpty, case .undecided = job.verdict { return .null }
        let (kind, value): (String, ConfigValue?) =
            switch job.reason {
            case .rule(let rule): ("rule", rule)
            case .noRule(let rules): ("no_rule", rules)
            case .policy(_, nil): ("default_only", nil)
            case .policy(let condition, let value?): (condition, value)
            case .unrestricted: ("none", nil)
            }
        return .object([
            "kind": .string(kind),
            "location": value.map { .location($0.span) } ?? .null,
            "text": value.map { .string(RuleText.describe($0)) } ?? .null,
        ])
    }

    private static func check(_ check: RuleCheck) -> JSON {
        .object([
            "text": .string(RuleText.describe(check.rule)),
            "location": .location(check.span),
            "applies": check.applies.bool.map(JSON.bool) ?? .null,
            "clause": check.clause.map(JSON.string) ?? .null,
        ])
    }
}
