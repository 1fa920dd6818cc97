import BuildKit
import Diagnostics
import GitLabCI

/// See `about`.
package struct BuilderHostWithoutService: Rule {
    package static let about = RuleDescription(
        id: "builder-host-without-service", category: .willFail, severity: .error,
        summary: "BUILDKIT_HOST names a host under which no service of the job can be reached",
        why: """
            A service has the names in its `alias`, and two that GitLab derives from the name of its image with `/` replaced. Any \
            other name ends with `lookup NAME: no such host`, after the builder has started in vain.
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
                        HEALTHCHECK_TCP_PORT: "1234"
                  variables:
                    BUILDKIT_HOST: tcp://⟦buildkit⟧:1234
                  script: buildctl debug workers
                """,
                says: "no service has the name \"buildkit\"; the BuildKit service is \"buildkitd\"",
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
                      command: [--addr, "tcp://0.0.0.0:1234"]
                      variables:
                        HEALTHCHECK_TCP_PORT: "1234"
                  variables:
                    BUILDKIT_HOST: tcp://moby-buildkit:1234
                  script: buildctl debug workers
                """, title: "A name that GitLab derives from the image"),
        ], references: ["https://docs.gitlab.com/ci/services/#accessing-the-services"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let builder = job.builderHost, case .tcp(let host, _) = builder.address, job.builderService == nil,
            // Names with dots lie outside of the job; on Kubernetes all services are localhost.
            !host.contains("."), !host.contains(":"), host != "localhost"
        else { return }
        let services = job.services.filter(\.image.isBuildKit)
        let known = services.compactMap(\.hostNames)
        guard !services.isEmpty, known.count == services.count,
            // Another service may pass connections on.
            !job.services.contains(where: { $0.hostNames?.contains(host) ?? true })
        else { return }
        let span = builder.span(of: host)
        let alias = services.count == 1 ? services[0].aliases.first : nil
        report.report(
            .noService(host, alias ?? known.flatMap(\.self).first ?? ""), at: span ?? builder.span,
            related: [.init(services[0].image.nameSpan, "the BuildKit service")],
            fix: .safe("name the service", alias.flatMap { alias in span.map { TextEdit($0, alias) } }))
    }
}

extension RuleMessage {
    fileprivate static func noService(_ host: String, _ name: String) -> Self {
        "no service has the name \"\(host)\"; the BuildKit service is \"\(name)\""
    }
}
