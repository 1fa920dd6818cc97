import BuildRequests
import YAMLTree

/// The job, or the jobs, that build one image.
enum BuildJob {
    static func jobs(for image: ImagePlan, in plan: Plan) -> [Job] {
        image.isNative ? NativeJobs.jobs(for: image, in: plan) : [job(for: image, in: plan)]
    }

    private static func job(for image: ImagePlan, in plan: Plan) -> Job {
        Job(
            name: image.job.name,
            entries: head(image.job, runnerTags: image.job.runnerTags, in: plan) + [
                .init("script", .sequence(script(for: image, in: plan)))
            ])
    }

    /// Everything but what the job does.
    static func head(_ job: JobPlan, runnerTags: [String], in plan: Plan) -> [YAMLValue.Entry] {
        var entries: [YAMLValue.Entry] = []
        if let stage = job.stage { entries.append(.init("stage", stage)) }
        if !runnerTags.isEmpty { entries.append(.init("tags", .sequence(runnerTags.map { .init(.scalar($0)) }))) }
        entries.append(RulesFragment.entry(for: job))
        entries.append(image(plan))
        if plan.builder.connection == .service { entries.append(ServiceFragment.entry(for: plan)) }
        let variables = VariablesFragment.entries(for: plan)
        if !variables.isEmpty { entries.append(.init("variables", .mapping(variables))) }
        if let timeout = job.timeout { entries.append(.init("timeout", timeout)) }
        if let retry = RetryFragment.entry(for: job, in: plan) { entries.append(retry) }
        let preparation = preparation(plan)
        if !preparation.isEmpty { entries.append(.init("before_script", .sequence(preparation))) }
        return entries
    }

    private static func image(_ plan: Plan) -> YAMLValue.Entry {
        .init(
            "image",
            .mapping([
                .init("name", plan.builder.jobImage),
                .init(
                    "entrypoint", .flow([""]),
                    comment: "The image's own entrypoint starts a daemon, but the runner needs a shell."),
            ]))
    }

    /// What comes before any build, whatever the image.
    private static func preparation(_ plan: Plan) -> [YAMLValue.Item] {
        var items = [
            CertificateScript.item(for: plan), DaemonFlags.item(for: plan), LoginScript.item(for: plan),
        ].compactMap(\.self)
        items += KubernetesScript.items(for: plan)
        items += WaitScript.items(for: plan)
        return items
    }

    private static func script(for image: ImagePlan, in plan: Plan) -> [YAMLValue.Item] {
        if plan.runner == .buildkitRun {
            return [PlatformScript.item(for: image, in: plan)].compactMap(\.self)
                + RunnerImageScript.items(for: image, in: plan)
        }
        let cache = CacheScript.item(for: image.cache, deferredTo: image.deferred)
        let output = OutputScript.item(for: image)
        var items = [PlatformScript.item(for: image, in: plan), TagScript.item(for: image)].compactMap(\.self)
        // `set --` begins the arguments; without cache the output does.
        if let cache {
            items.append(cache)
        } else if output != nil {
            items.append(.init(.scalar("set --")))
        }
        items += [
            OutputScript.quotation(for: image), output, OutputScript.preparation(for: image),
            ArgumentsScript.item(for: image.deferred.arguments),
        ].compactMap(\.self)
        items.append(
            BuildScript.item(
                for: image, in: plan, output: OutputScript.options(for: image),
                usesArguments: cache != nil || output != nil,
                comment: plan.registries.logins.isEmpty ? whyNoLogin : nil))
        return items
    }

    private static let whyNoLogin =
        "The registry's login comes from the CI/CD variable DOCKER_AUTH_CONFIG, which BuildKit's client reads."
}
