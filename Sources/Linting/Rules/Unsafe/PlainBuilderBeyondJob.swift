import BuildKit
import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct PlainBuilderBeyondJob: Rule {
    package static let about = RuleDescription(
        id: "plain-builder-beyond-job", category: .unsafe, severity: .warning,
        summary: "a builder outside of the job is driven over TCP without TLS",
        why: """
            Whoever reaches the port of a plain daemon is its master: every RUN step of every build, and every machine of the network, \
            can start builds, read the cache of others and push in their name. With mutual TLS only clients with a certificate can. A \
            service of the job itself is reached by this job alone, and is left alone.
            """,
        remedy: """
            Give the daemon `--tlscacert`, `--tlscert` and `--tlskey`, and the client the same flags; `buildkit-ci generate remote` \
            writes such a job.
            """,
        examples: [
            .bad(
                """
                build:
                  variables:
                    BUILDKIT_HOST: ⟦tcp://buildkit.example.com:1234⟧
                  script: buildctl build --frontend dockerfile.v0
                """,
                says: """
                    "tcp://buildkit.example.com:1234" is beyond this job and spoken to without TLS; use mutual TLS
                    """),
            .good(
                """
                build:
                  variables:
                    BUILDKIT_HOST: tcp://buildkit.example.com:1234
                  script: >
                    buildctl --tlscacert "$BUILDKIT_CA" --tlscert "$BUILDKIT_CERT" --tlskey "$BUILDKIT_KEY"
                    build --frontend dockerfile.v0
                """),
        ], references: ["https://github.com/moby/buildkit#expose-buildkit-as-a-tcp-service"])

    package static let commands = ["buildctl"]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let line = command.line, line.path.count > 1, !line.isOpen,
            !["tlsdir", "tlscacert", "tlscert", "tlskey"].contains(where: line.has)
        else { return }
        if let address = line.value("addr") {
            guard let text = address.literal, isBeyond(text, job) else { return }
            report.report(.plain(text), at: line.span(address))
        } else if let builder = job.builderHost, isBeyond(builder.text, job) {
            report.report(.plain(builder.text), at: builder.span)
        }
    }

    private func isBeyond(_ text: String, _ job: LintedJob) -> Bool {
        guard case .tcp(let host, _)? = try? BuilderAddress(text) else { return false }
        if ["localhost", "127.0.0.1", "::1", "0.0.0.0"].contains(host) { return false }
        // Beside a builder of the job's own a bare name is that service's with a slip, which another rule finds.
        if !host.contains("."), job.services.contains(where: \.image.isBuildKit) { return false }
        return !job.services.contains { $0.hostNames?.contains(host) ?? true }
    }
}

extension RuleMessage {
    fileprivate static func plain(_ address: String) -> Self {
        "\"\(address)\" is beyond this job and spoken to without TLS; use mutual TLS"
    }
}
