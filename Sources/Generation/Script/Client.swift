import BuildKit
import BuildRequests

/// The client's command line.
enum Client {
    /// The command before `build`, with the options by which it reaches the daemon.
    ///
    /// `buildkit-run` takes them from variables.
    static func command(_ plan: Plan) -> String {
        switch plan.runner {
        case .buildkitRun: return "buildkit-run"
        case .stock:
            if plan.builder.connection == .daemonless { return "buildctl-daemonless.sh" }
            return "buildctl" + tlsOptions(plan.builder)
        }
    }

    /// The options of `buildctl`, which has no variables for them.
    static func tlsOptions(_ builder: BuilderPlan) -> String {
        guard let tls = builder.tls else { return "" }
        var words = [
            "--tlscacert " + ShellWord.quoting(tls.ca), "--tlscert " + ShellWord.quoting(tls.certificate),
            "--tlskey " + ShellWord.quoting(tls.key),
        ]
        if let name = tls.serverName { words.append("--tlsservername " + ShellWord.quoting(name)) }
        return " " + words.joined(separator: " ")
    }
}
