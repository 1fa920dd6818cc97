import BuildKit
import Diagnostics
import GitLabCI

/// See `about`.
package struct BuilderHostPortMismatch: Rule {
    package static let about = RuleDescription(
        id: "builder-host-port-mismatch", category: .willFail, severity: .error,
        summary: "BUILDKIT_HOST names a port on which the daemon of the service does not listen",
        why: """
            The daemon listens where `--addr` in the `command` of its service says, and without it on a socket that no other \
            container can reach. A client that asks another port gets `connection refused` and gives up at once.
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
                    BUILDKIT_HOST: tcp://buildkitd:⟦8372⟧
                  script: buildctl debug workers
                """,
                says: "the daemon of \"buildkitd\" listens on port 1234, not on 8372",
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
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  services:
                    - name: moby/buildkit:v0.26.2
                      alias: buildkitd
                  variables:
                    BUILDKIT_HOST: ⟦tcp://buildkitd:1234⟧
                  script: buildctl debug workers
                """,
                says: """
                    the daemon of "buildkitd" listens on no port; add command: [--addr, "tcp://0.0.0.0:1234"] to its service
                    """, isDocumented: false),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  services:
                    - name: moby/buildkit:v0.26.2
                      alias: buildkitd
                      command: ["--addr=unix:///run/buildkit/buildkitd.sock", "--addr=tcp://0.0.0.0:8372"]
                      variables:
                        HEALTHCHECK_TCP_PORT: "8372"
                  variables:
                    BUILDKIT_HOST: tcp://buildkitd:8372
                  script: buildctl debug workers
                """),
        ], references: ["https://github.com/moby/buildkit#expose-buildkit-as-a-tcp-service"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let builder = job.builderHost, case .tcp(let host, let port) = builder.address,
            let service = job.builderService, service.value["entrypoint"] == nil, let ports = service.tcpPorts,
            !ports.contains(port)
        else { return }
        guard let listening = ports.first else {
            // A configuration file may name addresses too.
            guard !(service.words ?? []).contains(where: { $0.contains("--config") }) else { return }
            report.report(
                .noPort(host, port), at: builder.span, related: [.init(service.image.nameSpan, "the service")])
            return
        }
        let span = builder.span(of: ":\(port)")?.part(offset: 1, length: String(port).utf8.count)
        report.report(
            .otherPort(host, listening, asked: port), at: span ?? builder.span,
            related: [.init(service.image.nameSpan, "the service")],
            fix: .safe("ask the daemon's port", span.map { TextEdit($0, String(listening)) }))
    }
}

extension RuleMessage {
    fileprivate static func otherPort(_ host: String, _ port: UInt16, asked: UInt16) -> Self {
        "the daemon of \"\(host)\" listens on port \(port), not on \(asked)"
    }

    fileprivate static func noPort(_ host: String, _ port: UInt16) -> Self {
        "the daemon of \"\(host)\" listens on no port; add command: [--addr, \"tcp://0.0.0.0:\(port)\"] to its service"
    }
}
