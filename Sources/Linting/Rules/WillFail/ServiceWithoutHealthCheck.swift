import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct ServiceWithoutHealthCheck: Rule {
    package static let about = RuleDescription(
        id: "service-without-health-check", category: .willFail, severity: .warning, confidence: .medium,
        summary: "nothing waits for the BuildKit service, so that the job may be faster than its daemon",
        why: """
            GitLab Runner waits for a service only if its image declares a port, which `moby/buildkit` does not, or if \
            `HEALTHCHECK_TCP_PORT` names one. Without either the script starts at once, and on a busy node its first `buildctl` ends \
            with `connection refused`. Even then a failed check does not stop a job, so waiting in the script is the surest.
            """,
        remedy: "Set `HEALTHCHECK_TCP_PORT` in the `variables` of the service, and run `buildkit-run wait` first.",
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  services:
                    - name: ⟦moby/buildkit:v0.26.2⟧
                      alias: buildkitd
                      command: [--addr, "tcp://0.0.0.0:1234"]
                  variables:
                    BUILDKIT_HOST: tcp://buildkitd:1234
                  script: buildctl build --frontend dockerfile.v0
                """,
                says:
                    "nothing waits for the daemon of \"moby/buildkit:v0.26.2\"; set HEALTHCHECK_TCP_PORT for it, or wait in the script",
                fixed: """
                    build:
                      image:
                        name: moby/buildkit:v0.26.2
                        entrypoint: [""]
                      services:
                        - name: moby/buildkit:v0.26.2
                          variables:
                            HEALTHCHECK_TCP_PORT: "1234"
                          alias: buildkitd
                          command: [--addr, "tcp://0.0.0.0:1234"]
                      variables:
                        BUILDKIT_HOST: tcp://buildkitd:1234
                      script: buildctl build --frontend dockerfile.v0
                    """),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  services:
                    - name: moby/buildkit:v0.26.2
                      alias: buildkitd
                      command: [--addr, "tcp://0.0.0.0:1234"]
                  variables:
                    BUILDKIT_HOST: tcp://buildkitd:1234
                  script:
                    - until buildctl debug workers; do sleep 1; done
                    - buildctl build --frontend dockerfile.v0
                """, title: "The script waits"),
        ],
        references: [
            "https://docs.gitlab.com/ci/services/",
            "https://docs.gitlab.com/runner/executors/kubernetes/#automatically-start-the-health-check",
        ])

    /// Commands that are there to wait.
    private static let waiting: Set<String> = [
        "sleep", "nc", "wait-for", "wait-for-it", "wait-for-it.sh", "dockerize", "until",
    ]

    package init() {}

    package func check(
        _ service: LintedService, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard service.image.isBuildKit, job.variables["HEALTHCHECK_TCP_PORT"] == nil,
            !service.variables.contains(where: { $0.name == "HEALTHCHECK_TCP_PORT" }),
            let port = service.tcpPorts?.first, !waits(job)
        else { return }
        let name = service.value.mapping?.entry("name")
        let edit =
            service.value.mapping?.entry("variables") == nil
            ? name.flatMap { YAMLEdits.adding("variables:\n  HEALTHCHECK_TCP_PORT: \"\(port)\"", behind: $0) } : nil
        report.report(
            .unawaited(service.image.name), at: service.image.nameSpan, fix: .safe("let the runner wait for it", edit))
    }

    private func waits(_ job: LintedJob) -> Bool {
        job.commands.contains { command in
            Self.waiting.contains(command.name)
                || command.name.hasSuffix(".sh") && command.name != "buildctl-daemonless.sh"
                || (command.name == "buildkit-run")
                || (command.name == "buildctl" && (command.shell.isNested || command.line?.has("wait") ?? false))
        }
    }
}

extension RuleMessage {
    fileprivate static func unawaited(_ image: String) -> Self {
        "nothing waits for the daemon of \"\(image)\"; set HEALTHCHECK_TCP_PORT for it, or wait in the script"
    }
}
