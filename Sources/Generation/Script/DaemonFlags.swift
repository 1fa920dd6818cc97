import BuildRequests
import YAMLTree

/// The flags of `buildkitd` that our jobs set, and its configuration file.
enum DaemonFlags {
    static let noProcessSandbox = "--oci-worker-no-process-sandbox"

    /// BuildKit docs, `rootless.md`; the failure is `error mounting "proc" to rootfs at "/proc"`.
    static let whyNoProcessSandbox =
        "A container of the runner masks parts of /proc, so a rootless daemon cannot mount it anew for each RUN step;"
        + " steps then see the daemon's processes."

    static func flags(of builder: BuilderPlan) -> [String] {
        (builder.isPrivileged ? [] : [noProcessSandbox]) + builder.daemonFlags
    }

    /// The commands that write the configuration file to what `file` says.
    static func configuration(_ registries: RegistryPlan, file: String) -> String {
        let lines = toml(registries).map { "  " + ShellWord.quoting($0) }
        return "printf '%s\\n' \\\n" + lines.joined(separator: " \\\n") + " \\\n  > \(file)\n"
    }

    /// For a daemon in the job.
    static func item(for plan: Plan) -> YAMLValue.Item? {
        guard plan.builder.connection == .daemonless, plan.registries.configuresDaemon else { return nil }
        return .init(
            .scalar(
                """
                config=$(mktemp)
                \(configuration(plan.registries, file: "\"$config\""))BUILDKITD_FLAGS="$BUILDKITD_FLAGS --config $config"
                export BUILDKITD_FLAGS

                """),
            comment: "The daemon's buildkitd.toml, written line by line: YAML folds a here-document outside of a block."
        )
    }

    /// The lines of `buildkitd.toml` (BuildKit docs, `buildkitd.toml.md`). Hosts hold no quote, so they need no escape.
    private static func toml(_ registries: RegistryPlan) -> [VariableText] {
        var lines: [String] = []
        for (registry, hosts) in registries.mirrors {
            lines.append("[registry.\"\(registry)\"]")
            lines.append("  mirrors = [" + hosts.map { "\"\($0)\"" }.joined(separator: ", ") + "]")
            if registries.plainHTTP.contains(registry) { lines.append("  http = true") }
        }
        for host in registries.plainHTTP where !registries.mirrors.contains(where: { $0.registry == host }) {
            lines += ["[registry.\"\(host)\"]", "  http = true"]
        }
        return lines.map(VariableText.init)
    }
}
