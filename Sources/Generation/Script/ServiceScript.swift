import BuildKit
import BuildRequests

/// What the service's container runs in place of its image's entrypoint, where the daemon needs files.
enum ServiceScript {
    /// The job's variable that hands on the certificate authority.
    ///
    /// A service is given the variables that the pipeline's YAML sets, expanded, and GitLab's own, but none of the project's
    /// CI/CD variables (GitLab Runner, `Build.GetServiceVariables`).
    static let authorityVariable = "BUILDKITD_CA"

    private static let configuration = "/tmp/buildkitd.toml"

    /// - Returns: nil where the daemon needs no files.
    static func text(for plan: Plan, flags: [String]) -> String? {
        if let deferred = plan.deferredService { return text(for: deferred) }
        let registries = plan.registries
        guard registries.configuresDaemon || registries.certificateAuthority != nil else { return nil }
        var script = "set -e\n"
        var flags = flags
        if registries.configuresDaemon {
            script += DaemonFlags.configuration(registries, file: configuration)
            flags += ["--config", configuration]
        }
        if registries.certificateAuthority != nil { script += trusting(authorityVariable) }
        let daemon = plan.builder.isPrivileged ? "buildkitd" : "rootlesskit buildkitd"
        return script + "exec \(daemon) " + flags.map { ShellWord.quoting(literal: $0) }.joined(separator: " ") + "\n"
    }

    private static func text(for service: DeferredService) -> String {
        """
        set -e
        \(DeferredRegistries.proxyLines)set -- --addr \(BuilderService.listen) $\(service.flags)
        if [ -n "$\(service.mirrors)" ]; then
        \(indented(DeferredRegistries.mirrorLines(service.mirrors, to: configuration)))
          set -- "$@" --config \(configuration)
        fi
        if [ -n "$\(service.certificateAuthority)" ]; then
        \(indented(trusting(service.certificateAuthority)))
        fi
        # The image for privileged runners runs as root.
        if [ "$(id -u)" = 0 ]; then exec buildkitd "$@"; fi
        exec rootlesskit buildkitd "$@"

        """
    }

    /// The directory of certificates that Go's TLS reads beside the system's file, both at the first connection (package
    /// `crypto/x509`).
    static let authorities = "/tmp/authorities"
    static let whyLink =
        "The file of a File-type variable is written when the job itself begins, after the daemon has started, which"
        + " follows the link at its first connection."

    /// - Parameter variable: holds the certificates, or the path of a file, which may not be there yet: GitLab Runner writes
    ///   the files of variables when the job itself begins, to a directory that it shares with the services.
    private static func trusting(_ variable: String) -> String {
        """
        mkdir -p \(authorities)
        case $\(variable) in
          -----BEGIN*) printf '%s\\n' "$\(variable)" > \(authorities)/ca.pem ;;
          *) ln -sf "$\(variable)" \(authorities)/ca.pem ;;
        esac
        export SSL_CERT_DIR=\(authorities)

        """
    }

    private static func indented(_ lines: String) -> String {
        lines.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
    }
}
