import Diagnostics
import GitLabCI

/// In which kinds of pipelines each job of a configuration is, as far as GitLab's own variables decide it. What users,
/// projects and the names of refs decide stays open.
package final class PipelineOutlook {
    private let root: ConfigMapping
    /// Variables that the file sets anywhere: their values are not GitLab's.
    private let setByFile: Set<String>
    private var conditions: [String: ConditionOutlook] = [:]
    private var outlooks: [SourceSpan: RulesOutlook] = [:]

    /// `workflow:rules`; nil where there are none.
    package private(set) lazy var workflow: RulesOutlook? = {
        guard let rules = root["workflow"]?["rules"], !rules.isNull else { return nil }
        return outlook(rules)
    }()

    init(_ pipeline: LintedPipeline) {
        root = pipeline.root
        setByFile = Set(pipeline.globalVariables.map(\.name)).union(
            pipeline.jobs.flatMap { $0.config["variables"]?.mapping?.entries.map(\.name) ?? [] })
    }

    /// `rules` of a job; nil where it has none.
    package func rules(of job: LintedJob) -> RulesOutlook? { job["rules"].map(outlook) }

    /// Where the workflow and the job's `rules` or `only` let it in.
    package func outlook(of job: LintedJob) -> RulesOutlook {
        let own = ownOutlook(of: job)
        guard let workflow else { return own }
        return RulesOutlook(
            mayRun: own.mayRun.intersection(workflow.mayRun), runs: own.runs.intersection(workflow.runs))
    }

    private func ownOutlook(of job: LintedJob) -> RulesOutlook {
        if let rules = rules(of: job) { return rules }
        // What `only` and `except` say of the names of refs cannot be known.
        if job["only"] != nil || job["except"] != nil { return RulesOutlook(mayRun: .all, runs: []) }
        let kinds = workflow == nil ? PipelineKinds { $0.ref != .mergeRequest } : .all
        return RulesOutlook(mayRun: kinds, runs: kinds)
    }

    private func outlook(_ rules: ConfigValue) -> RulesOutlook {
        if let known = outlooks[rules.span] { return known }
        let made = RulesOutlook(rules.flattened, condition: condition)
        outlooks[rules.span] = made
        return made
    }

    /// All conditions of a rule.
    private func condition(of rule: ConfigValue) -> ConditionOutlook {
        var result = ConditionOutlook.always
        if let text = rule["if"]?.string { result = result.and(condition(text)) }
        if let changes = rule["changes"], !changes.isNull {
            let comparesAlways = changes.mapping?.hasValue("compare_to") ?? false
            let holds = comparesAlways ? [] : PipelineKinds { !$0.hasChanges }
            result = result.and(ConditionOutlook(holds: holds, fails: []))
        }
        if let exists = rule["exists"], !exists.isNull { result = result.and(.open) }
        return result
    }

    /// An expression of `if`; one that cannot be read is open.
    package func condition(_ text: String) -> ConditionOutlook {
        if let known = conditions[text] { return known }
        let made = (try? Expression(text)).map { ConditionOutlook($0.tree, setByFile: setByFile) } ?? .open
        conditions[text] = made
        return made
    }
}
