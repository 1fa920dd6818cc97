import BuildKit
import BuildRequests
import YAMLTree

/// The component `service`: a job with a daemon beside it.
enum ServiceComponent {
    static func component() throws(RequestProblems) -> Component {
        var made = BuildComponent(
            "service", mode: .service,
            """
            Builds an image with BuildKit and pushes it; the daemon runs in a service beside the job.
            Needs a runner that lets containers make user namespaces. On a privileged runner, give the inputs service-image \
            and daemon-flags: \(BuilderImage.privileged), and no flags.
            """)
        made.addJobInputs()
        made.addExchange(RequestInputs.image, "image", "name")
        made.addExchange(serviceImage, "services", "0", "name")
        made.addBuildInputs()
        made.addOutputInputs()
        made.addCacheInputs()
        made.addServiceInputs(flags: daemonFlags)
        return try made.component()
    }

    private static let serviceImage = ComponentInput(
        "service-image", fallback: nil, "The image of the service, which runs the daemon.")
    private static let daemonFlags = ComponentInput(
        "daemon-flags", fallback: .scalar(DaemonFlags.noProcessSandbox), "Flags of buildkitd, between blanks.")
}
