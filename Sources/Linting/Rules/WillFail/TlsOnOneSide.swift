import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct TlsOnOneSide: Rule {
    package static let about = RuleDescription(
        id: "tls-on-one-side", category: .willFail, severity: .error,
        summary: "client and daemon do not agree on whether they speak TLS",
        why: """
            A daemon with `--tlscert` and `--tlskey` speaks TLS only. A client without certificates then sees \
            `error reading server preface: EOF`; a client with them at a plain daemon sees \
            `first record does not look like a TLS handshake`. Neither text says what is missing.
            """,
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
                      command: [--addr, "tcp://0.0.0.0:1234", --tlscert, /certs/cert.pem, --tlskey, /certs/key.pem]
                      variables:
                        HEALTHCHECK_TCP_PORT: "1234"
                  variables:
                    BUILDKIT_HOST: tcp://buildkitd:1234
                  script: ⟦buildctl⟧ build --frontend dockerfile.v0
                """,
                says:
                    "the daemon speaks TLS, and this client does not; give it --tlscacert, --tlscert and --tlskey, or --tlsdir"
            ),
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
                    BUILDKIT_HOST: tcp://buildkitd:1234
                  script: buildctl ⟦--tlsdir⟧ /certs build --frontend dockerfile.v0
                """,
                says:
                    "this client speaks TLS, and the daemon does not; give the service --tlscert, --tlskey and --tlscacert"
            ),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  services:
                    - name: moby/buildkit:v0.26.2
                      alias: buildkitd
                      command: [--addr, "tcp://0.0.0.0:1234", --tlscert, /certs/cert.pem, --tlskey, /certs/key.pem]
                      variables:
                        HEALTHCHECK_TCP_PORT: "1234"
                  variables:
                    BUILDKIT_HOST: tcp://buildkitd:1234
                  script: buildctl --tlsdir /certs build --frontend dockerfile.v0
                """),
        ], references: ["https://github.com/moby/buildkit#expose-buildkit-as-a-tcp-service"])

    package static let commands = ["buildctl"]

    private static let flags = ["tlsdir", "tlscacert", "tlscert", "tlskey"]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let line = command.line, !line.isOpen, line.path.count > 1, !line.has("addr"),
            let service = job.builderService, let words = service.words,
            // A configuration file may switch it on.
            !words.contains(where: { $0.hasPrefix("--config") })
        else { return }
        let isTLSDaemon = words.contains { $0.hasPrefix("--tlscert") || $0.hasPrefix("--tlskey") }
        let flag = Self.flags.compactMap(line.flag).first
        if isTLSDaemon, flag == nil {
            report.report(
                "the daemon speaks TLS, and this client does not; give it --tlscacert, --tlscert and --tlskey, or --tlsdir",
                at: command.nameSpan, related: [.init(service.image.nameSpan, "the service")])
        } else if !isTLSDaemon, let flag {
            report.report(
                "this client speaks TLS, and the daemon does not; give the service --tlscert, --tlskey and --tlscacert",
                at: line.span(flag), related: [.init(service.image.nameSpan, "the service")])
        }
    }
}
