/// Says which jobs of a valid configuration a pipeline would have, without running anything.
///
/// Conditions that depend on something unknown are not guessed: what they decide is reported as undecided, with what it
/// depends on.
package struct Simulator {
    private let root: ConfigMapping
    private let pipeline: Pipeline
    private let request: SimulationRequest
    private let files: any ProjectFiles
    private let predefined: PredefinedVariables
    private let isComplete: Bool
    private var unset: Set<String> = []

    /// - Parameters:
    ///   - root: the merged configuration from which the pipeline was made.
    ///   - files: the files of the project, for `exists`.
    ///   - isComplete: whether all includes are there; if not, a needed job may be in one of them.
    package init(
        root: ConfigMapping, pipeline: Pipeline, request: SimulationRequest, files: any ProjectFiles,
        isComplete: Bool = true
    ) {
        self.root = root
        self.pipeline = pipeline
        self.request = request
        self.files = files
        self.isComplete = isComplete
        predefined = PredefinedVariables(request)
    }

    package mutating func run() -> SimulatedPipeline {
        var global = YAMLVariables(root["variables"])
        let workflow = workflowResult(global)
        let isFiltered = workflow.map { $0.candidates.allSatisfy(Self.isNever) } ?? false
        var jobs: [SimulatedJob] = []
        if !isFiltered {
            global.merge(workflow.map(Self.variables) ?? YAMLVariables())
            jobs = pipeline.jobs.map { simulate($0, global, workflowHasRules: workflow != nil) }
        }
        var seen: Set<String> = []
        let stages = pipeline.stages.names.filter { seen.insert($0).inserted }
        let judgement = PipelineJudgement(
            stages: stages, jobs: jobs, circles: circles(of: jobs, global), isComplete: isComplete,
            isFiltered: isFiltered,
            isWorkflowOpen: workflow.map { $0.candidates.contains(where: Self.isNever) } ?? false)
        return SimulatedPipeline(
            outcome: judgement.outcome, messages: judgement.messages, workflow: workflow, stages: stages, jobs: jobs,
            uncertainNeeds: judgement.uncertainNeeds, unsetVariables: unset.sorted(),
            changesHold: !request.hasChanges && jobs.contains { $0.checks.contains { $0.comparesWithPush } })
    }

    // MARK: The workflow

    private mutating func workflowResult(_ global: YAMLVariables) -> RulesResult? {
        guard let entry = root.entry("workflow"), RootWalk.isGlobal(entry), let rules = entry.value["rules"],
            !rules.isNull
        else { return nil }
        return evaluation(scope(global), expressionsIn: rules).evaluate(rules)
    }

    private static func isNever(_ rule: ConfigValue?) -> Bool { rule.map { $0["when"]?.string == "never" } ?? true }

    /// The variables of the workflow rule that applies. Where it is open which one that is, a variable on which they do
    /// not agree has an unknown value.
    private static func variables(of result: RulesResult) -> YAMLVariables {
        let passing = result.candidates.filter { !isNever($0) }.map { YAMLVariables($0?["variables"]) }
        guard var common = passing.first else { return YAMLVariables() }
        for other in passing.dropFirst() { common.weaken(with: other) }
        return common
    }

    // MARK: Jobs

    private mutating func simulate(
        _ job: PipelineJob, _ global: YAMLVariables, workflowHasRules: Bool
    ) -> SimulatedJob {
        let scope = jobScope(job, global)
        if let rules = job.config["rules"], !rules.isNull {
            return simulate(job, rules, evaluation(scope, expressionsIn: rules))
        }
        for policy in ["only", "except"] { noteVariables(of: job.config[policy]?["variables"], scope) }
        let policies = PolicyEvaluation(rules: evaluation(scope, expressionsIn: nil))
        let settings = JobSettings(job, pipeline).withoutRule
        switch policies.evaluate(job.config, workflowHasRules: workflowHasRules) {
        case .included: return made(job, .runs(settings), .unrestricted)
        case .excluded(let condition, let value): return made(job, .leftOut, .policy(condition, value))
        case .unknown(let condition, let value, let dependencies):
            return made(job, .undecided([settings, nil], dependencies), .policy(condition, value))
        }
    }

    private func simulate(_ job: PipelineJob, _ rules: ConfigValue, _ evaluation: RulesEvaluation) -> SimulatedJob {
        let result = evaluation.evaluate(rules)
        let outcomes = result.candidates.map { $0.flatMap(JobSettings(job, pipeline).settings) }
        let last = result.candidates.last ?? nil
        let reason: SimulatedJob.Reason = last.map { .rule($0) } ?? .noRule(rules)
        guard let outcome = outcomes.last, outcomes.allSatisfy({ $0 == outcome }) else {
            return made(job, .undecided(outcomes, result.dependencies), reason, result.checks)
        }
        return made(job, outcome.map { .runs($0) } ?? .leftOut, reason, result.checks)
    }

    private func made(
        _ job: PipelineJob, _ verdict: SimulatedJob.Verdict, _ reason: SimulatedJob.Reason, _ checks: [RuleCheck] = []
    ) -> SimulatedJob {
        SimulatedJob(
            name: job.name, stage: job.stage, kind: job.kind, startsPipeline: job.config.hasValue("trigger"),
            nameSpan: job.nameSpan, verdict: verdict, reason: reason, checks: checks)
    }

    // MARK: Variables

    private func scope(_ yaml: YAMLVariables, _ predefinedOfJob: [String: String] = [:]) -> VariableScope {
        var scope = VariableScope()
        scope.set(predefinedOfJob)
        scope.setUnknown(predefined.unknown)
        scope.set(predefined.values)
        yaml.set(in: &scope)
        scope.setUnknown(PredefinedVariables.ofUser)
        scope.set(request.variables)
        return scope
    }

    private func jobScope(_ job: PipelineJob, _ global: YAMLVariables) -> VariableScope {
        var yaml = global.inherited(by: job.config["inherit"]?["variables"])
        yaml.merge(YAMLVariables(job.config["variables"]))
        for pair in job.instance?.variables ?? [] { yaml.set(pair.name, pair.value) }
        var own = JobVariables.predefined(of: job)
        if let environment = job.config["environment"], !environment.isNull,
            let name = environment.string ?? environment["name"]?.string
        {
            own["CI_ENVIRONMENT_ACTION"] = environment["action"]?.string ?? "start"
            let expanded = scope(yaml, own).expand(name, isNested: true)
            if expanded.unknown.isEmpty { own["CI_ENVIRONMENT_NAME"] = expanded.text }
            for (key, variable) in [("deployment_tier", "CI_ENVIRONMENT_TIER"), ("url", "CI_ENVIRONMENT_URL")] {
                if let value = environment[key]?.string { own[variable] = value }
            }
        }
        return scope(yaml, own)
    }

    private mutating func evaluation(_ scope: VariableScope, expressionsIn rules: ConfigValue?) -> RulesEvaluation {
        for rule in rules?.flattened ?? [] { noteVariables(of: rule["if"], scope) }
        return RulesEvaluation(scope: scope, request: request, files: files)
    }

    /// Remembers the variables that count as not set although the project may set them.
    private mutating func noteVariables(of expressions: ConfigValue?, _ scope: VariableScope) {
        for expression in expressions?.flattened ?? [] {
            guard let text = expression.string, let parsed = try? Expression(text) else { continue }
            for name in parsed.tree.variableNames where !scope.isSet(name) {
                let isGitLabs = name.hasPrefix("CI_") || name.hasPrefix("GITLAB_")
                if !isGitLabs || PredefinedVariables.optional.contains(name) { unset.insert(name) }
            }
        }
    }

    /// GitLab's messages on variables of included jobs that refer to each other in a circle, by the name of the job.
    private func circles(of jobs: [SimulatedJob], _ global: YAMLVariables) -> [String: String] {
        var messages: [String: String] = [:]
        for (job, simulated) in zip(pipeline.jobs, jobs) where simulated.settings != nil {
            if let message = jobScope(job, global).circleMessage { messages[job.name] = message }
        }
        return messages
    }
}
