import ArgumentParser
package import BuildKit

/// The options of every subcommand that runs something. Each may stand before the subcommand, behind it (but for `build`, whose
/// arguments are all the client's), or in its variable.
struct RunnerOptions: ParsableArguments {
    @Option(help: "The builder to use; no daemon is started. Default: BUILDKIT_HOST.")
    var addr: String?

    @Option(help: "A directory with ca.pem, cert.pem and key.pem for a builder that speaks TLS.")
    var tlsdir: String?

    @Option(help: "The certificate authority of a builder that speaks TLS.")
    var tlscacert: String?

    @Option(help: "The client's certificate.")
    var tlscert: String?

    @Option(help: "The client's key.")
    var tlskey: String?

    @Option(help: "The name in the builder's certificate, where it is not the host's.")
    var tlsservername: String?

    @Option(help: "How long the builder may take to be ready: 120, 90s, 2m. (default: 120 s)")
    var readyTimeout: TimeSpan?

    @Option(help: "How long the client and the daemon may each take to stop before SIGKILL. (default: 10 s)")
    var stopTimeout: TimeSpan?

    @Option(help: "The daemon's state directory, kept for the next run. (default: buildkitd's own)")
    var stateDir: String?

    @Option(help: "A file that takes the daemon's whole log.")
    var daemonLog: String?

    @Flag(help: "Print what would be run, and stop.")
    var explain = false

    @Flag(help: "Say nothing unless something fails.")
    var quiet = false
}

extension TimeSpan: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
