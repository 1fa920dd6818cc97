import BuildKit
import YAMLTree

/// The daemon as a service beside the job.
enum ServiceFragment {
    static func entry(for plan: Plan) -> YAMLValue.Entry {
        let flags = plan.privileged ? [] : [DaemonFlags.noProcessSandbox]
        let command = ["--addr", BuilderService.listen] + flags
        let whyFlags = plan.privileged ? "" : "\n" + DaemonFlags.whyNoProcessSandbox
        let service: [YAMLValue.Entry] = [
            .init("name", plan.daemonImage),
            .init(
                "alias", BuilderService.alias,
                comment: "The host name in BUILDKIT_HOST; without it the name would follow from the image's."),
            .init(
                "command", .flow(command),
                comment:
                    "Appended to the entrypoint as flags of buildkitd. Plain TCP: whoever reaches the port, RUN steps"
                    + " included, drives the daemon, so it serves this one job only." + whyFlags),
            .init(
                "variables", .mapping([.init("HEALTHCHECK_TCP_PORT", String(BuilderService.port))]),
                comment: "The image declares no port, so without this the runner does not wait for the service at all."),
        ]
        return .init("services", .sequence([.init(.mapping(service))]))
    }
}
