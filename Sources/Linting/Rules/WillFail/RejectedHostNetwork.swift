import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct RejectedHostNetwork: Rule {
    package static let about = RuleDescription(
        id: "rejected-host-network", category: .willFail, severity: .error,
        summary: "the host's network is asked for without the right to it",
        why: """
            RUN steps get the network of the host only if the client asks for the entitlement by `--allow network.host`, and the daemon \
            grants it by `--allow-insecure-entitlement network.host`. Without the first the build ends with \
            `network.host is not allowed`, without the second with \
            `granting entitlement network.host is not allowed by build daemon configuration`.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox --allow-insecure-entitlement network.host
                  script:
                    - buildctl-daemonless.sh build --frontend dockerfile.v0 --opt ⟦force-network-mode=host⟧
                """,
                says: "the network of the host needs --allow network.host",
                fixed: """
                    build:
                      variables:
                        BUILDKITD_FLAGS: --oci-worker-no-process-sandbox --allow-insecure-entitlement network.host
                      script:
                        - buildctl-daemonless.sh build --frontend dockerfile.v0 --opt force-network-mode=host --allow network.host
                    """),
            .bad(
                """
                build:
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script:
                    - buildctl-daemonless.sh build --frontend dockerfile.v0 --allow ⟦network.host⟧
                """,
                says:
                    "the daemon does not grant network.host; add --allow-insecure-entitlement network.host to BUILDKITD_FLAGS",
                isDocumented: false),
            .good(
                """
                build:
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox --allow-insecure-entitlement=network.host
                  script:
                    - >
                      buildctl-daemonless.sh build --frontend dockerfile.v0 --allow network.host
                      --opt force-network-mode=host
                """),
        ], references: ["https://github.com/moby/buildkit/blob/master/docs/reference/buildctl.md"])

    package static let commands = ["buildctl", "buildctl-daemonless.sh"]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let line = command.line, !line.isOpen else { return }
        let allowed = line.values("allow").first { $0.text.contains(utf8: "network.host") }
        for value in line.values("opt") where value.text == "force-network-mode=host" && allowed == nil {
            let edit = command.item.insertion(" --allow network.host", at: value.word.range.upperBound)
            report.report(
                "the network of the host needs --allow network.host", at: line.span(value),
                fix: .safe("ask for the entitlement", edit))
        }
        // Only of a daemon that the job starts the flags are known, and a configuration file may grant it too.
        guard let allowed, command.name == "buildctl-daemonless.sh", let flags = job.variables["BUILDKITD_FLAGS"],
            let known = job.expanded(flags.value), !known.contains(utf8: "network.host"),
            !known.contains(utf8: "--config"),
            !job.setsInScript("BUILDKITD_FLAGS")
        else { return }
        report.report(
            "the daemon does not grant network.host; add --allow-insecure-entitlement network.host to BUILDKITD_FLAGS",
            at: line.span(allowed), related: [.init(flags.valueSpan, "the daemon's flags")])
    }
}
