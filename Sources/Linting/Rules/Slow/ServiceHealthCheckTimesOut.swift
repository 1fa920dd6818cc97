import Diagnostics
import GitLabCI

/// See `about`.
package struct ServiceHealthCheckTimesOut: Rule {
    package static let about = RuleDescription(
        id: "service-health-check-times-out", category: .slow, severity: .warning,
        summary: "the health check of a service asks a port on which its daemon does not listen",
        why: """
            GitLab Runner waits until the port in `HEALTHCHECK_TCP_PORT` answers, half a minute by default, and then starts the job \
            all the same, with a warning that the service "probably didn't start properly". When the daemon listens elsewhere, each \
            job waits in vain.
            """,
        fix: .safe,
        examples: [
            .bad(
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
                        HEALTHCHECK_TCP_PORT: ⟦"2375"⟧
                  variables:
                    BUILDKIT_HOST: tcp://buildkitd:1234
                  script: buildctl debug workers
                """,
                says: "the health check asks port 2375, but the daemon listens on 1234; each job waits in vain",
                fixed: """
                    build:
                      image:
                        name: moby/buildkit:v0.26.2
                        entrypoint: [""]
                      services:
                        - name: moby/buildkit:v0.26.2
                          alias: buildkitd
                          command: [--addr, "tcp://0.0.0.0:1234"]
                          variables:
                            HEALTHCHECK_TCP_PORT: "1234"
                      variables:
                        BUILDKIT_HOST: tcp://buildkitd:1234
                      script: buildctl debug workers
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
                        HEALTHCHECK_TCP_PORT: "1234"
                  variables:
                    BUILDKIT_HOST: tcp://buildkitd:1234
                  script: buildctl debug workers
                """),
        ],
        references: [
            "https://docs.gitlab.com/runner/configuration/feature-flags/", "https://docs.gitlab.com/ci/services/",
        ])

    package init() {}

    package func check(
        _ service: LintedService, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard service.image.isBuildKit, let ports = service.tcpPorts,
            let variable = service.variables.first(where: { $0.name == "HEALTHCHECK_TCP_PORT" }),
            let asked = UInt16(variable.value)
        else { return }
        guard let port = ports.first, !ports.contains(asked) else { return }
        let quote = variable.valueSpan.text.first.flatMap { $0 == "\"" || $0 == "'" ? String($0) : nil } ?? ""
        report.report(
            "the health check asks port \(asked), but the daemon listens on \(port); each job waits in vain",
            at: variable.valueSpan,
            fix: .safe("ask the daemon's port", TextEdit(variable.valueSpan, "\(quote)\(port)\(quote)")))
    }
}
