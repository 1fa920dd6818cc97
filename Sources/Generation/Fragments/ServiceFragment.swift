import BuildKit
import BuildRequests
import YAMLTree

/// The daemon as a service beside the job.
enum ServiceFragment {
    static func entry(for plan: Plan) -> YAMLValue.Entry {
        var service: [YAMLValue.Entry] = [
            .init("name", plan.builder.daemonImage),
            .init(
                "alias", BuilderService.alias,
                comment:
                    "The host name in BUILDKIT_HOST; without it the name would follow from the image's. On Kubernetes the"
                    + " runner makes it a name of the pod's own address."),
        ]
        service += command(plan)
        service.append(
            .init(
                "variables",
                // The proxies are variables of the job, which services are given too.
                .mapping([.init("HEALTHCHECK_TCP_PORT", String(BuilderService.port))]),
                comment: "The image declares no port, so without this the runner does not wait for the service at all.")
        )
        return .init("services", .sequence([.init(.mapping(service))]))
    }

    private static func command(_ plan: Plan) -> [YAMLValue.Entry] {
        let flags = ["--addr", BuilderService.listen] + DaemonFlags.flags(of: plan.builder)
        let whyPlain =
            "Plain TCP: whoever reaches the port, RUN steps included, drives the daemon, so it serves this one job only."
        let whyFlags = plan.builder.isPrivileged ? "" : "\n" + DaemonFlags.whyNoProcessSandbox
        guard let script = ServiceScript.text(for: plan, flags: flags) else {
            return [
                .init(
                    "command", .flow(flags),
                    comment: "Appended to the entrypoint as flags of buildkitd. " + whyPlain + whyFlags)
            ]
        }
        return [
            .init(
                "entrypoint", .flow(["sh", "-c"]),
                comment: "In place of the image's own entrypoint, to write files before the daemon starts."),
            .init(
                "command", .sequence([.init(.scalar(script))]),
                comment: whyPlain + whyFlags
                    + (script.contains(ServiceScript.authorities) ? "\n" + ServiceScript.whyLink : "")),
        ]
    }
}
