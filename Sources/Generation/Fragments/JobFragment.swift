import BuildKit
import YAMLTree

/// The job that builds and pushes the image.
enum JobFragment {
    static func entry(for plan: Plan) -> YAMLValue.Entry {
        var entries: [YAMLValue.Entry] = []
        if let stage = plan.stage { entries.append(.init("stage", stage)) }
        entries.append(image(plan))
        if plan.mode == .service { entries.append(ServiceFragment.entry(for: plan)) }
        let variables = variables(plan)
        if !variables.isEmpty { entries.append(.init("variables", .mapping(variables))) }
        entries.append(.init("script", .sequence(script(plan))))
        return .init(plan.job, .mapping(entries))
    }

    private static func image(_ plan: Plan) -> YAMLValue.Entry {
        .init(
            "image",
            .mapping([
                .init("name", plan.jobImage),
                .init(
                    "entrypoint", .flow([""]),
                    comment: "The image's own entrypoint starts a daemon, but the runner needs a shell."),
            ]))
    }

    private static func variables(_ plan: Plan) -> [YAMLValue.Entry] {
        guard plan.mode == .daemonless else {
            return [.init(RunnerVariable.buildkitHost.rawValue, BuilderService.address)]
        }
        var variables: [YAMLValue.Entry] = []
        if !plan.privileged {
            variables.append(
                .init(
                    RunnerVariable.buildkitdFlags.rawValue, DaemonFlags.noProcessSandbox,
                    comment: DaemonFlags.whyNoProcessSandbox))
        }
        if plan.runner == .stock {
            variables.append(
                .init(
                    RunnerVariable.connectRetriesMax.rawValue, "50",
                    comment:
                        "By default the script gives the daemon 2 seconds to start, which a busy node needs for itself;"
                        + " this makes it about half a minute."))
        }
        return variables
    }

    private static func script(_ plan: Plan) -> [YAMLValue.Item] {
        var items = plan.logsIn ? LoginFragment.items : []
        if plan.mode == .service { items.append(WaitFragment.item(for: plan.runner)) }
        return items + [BuildFragment.item(for: plan)]
    }
}
