/// How a job runs, by its own keywords and the rule that applies.
struct JobSettings {
    private let job: PipelineJob
    private let pipeline: Pipeline

    init(_ job: PipelineJob, _ pipeline: Pipeline) {
        self.job = job
        self.pipeline = pipeline
    }

    /// The settings of a job without `rules`.
    var withoutRule: SimulatedJob.Settings {
        let needs = job.needs
        return SimulatedJob.Settings(
            when: job.config["when"]?.string ?? "on_success", startIn: job.config["start_in"]?.string,
            mayFail: mayFail, needs: needs?.map(\.name), optionalNeeds: Self.optional(needs ?? []), variables: [:])
    }

    /// The settings of a job by the rule that applies; nil if the rule keeps the job out. What the rule does not say, the
    /// job does.
    func settings(_ rule: ConfigValue) -> SimulatedJob.Settings? {
        var settings = withoutRule
        if let when = rule["when"]?.string { settings.when = when }
        guard settings.when != "never" else { return nil }
        settings.startIn = rule["start_in"]?.string
        if let mayFail = rule["allow_failure"]?.bool { settings.mayFail = mayFail }
        settings.variables = YAMLVariables(rule["variables"]).texts
        if let written = rule["needs"], !written.isNull {
            let needs = Need.all(in: written).flatMap(expanded)
            settings.needs = needs.map(\.name)
            settings.optionalNeeds = Self.optional(needs)
        }
        return settings
    }

    /// A manual job may fail unless it says otherwise; one that is manual by a rule may not.
    private var mayFail: Bool {
        guard let value = job.config["allow_failure"], !value.isNull else {
            return job.config["when"]?.string == "manual"
        }
        // With `exit_codes` it depends on how the job fails.
        return value.bool ?? false
    }

    /// A need of a parallel job means all of its parts, or those that the need picks.
    private func expanded(_ need: Need) -> [Need] {
        let parts = pipeline.jobs.filter { $0.configName == need.name && $0.instance != nil }.map(\.name)
        guard !parts.isEmpty else { return [need] }
        let picked = need.parallel.flatMap { ParallelJobs.instances(of: need.name, $0)?.map(\.name) } ?? parts
        return picked.map { name in
            var copy = need
            copy.name = name
            return copy
        }
    }

    private static func optional(_ needs: [Need]) -> Set<String> { Set(needs.filter(\.isOptional).map(\.name)) }
}
