import BuildKit
import BuildRequests
import YAMLTree

/// The component `daemonless`: one job that starts its own daemon.
enum DaemonlessComponent {
    static func component() throws(RequestProblems) -> Component {
        var made = BuildComponent(
            "daemonless", mode: .daemonless,
            """
            Builds an image with BuildKit in one job, which starts its own daemon, and pushes it.
            Needs a runner that lets containers make user namespaces. On a privileged runner, give the inputs image and \
            daemon-flags: \(BuilderImage.privileged), and no flags.
            """)
        made.addJobInputs()
        made.addExchange(RequestInputs.image, "image", "name")
        made.addExchange(daemonFlags, "variables", RunnerVariable.buildkitdFlags.rawValue)
        made.addBuildInputs()
        made.addOutputInputs()
        made.addCacheInputs()
        made.addDaemonInputs()
        return try made.component()
    }

    static let daemonFlags = ComponentInput(
        "daemon-flags", fallback: nil, "Flags of buildkitd, between blanks.")
}
