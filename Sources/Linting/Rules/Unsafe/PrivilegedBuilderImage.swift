import BuildKit
import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct PrivilegedBuilderImage: Rule {
    package static let about = RuleDescription(
        id: "privileged-builder-image", category: .unsafe, severity: .note, confidence: .medium,
        summary: "the daemon runs as root in a privileged container, where the rootless image would do",
        why: """
            `moby/buildkit` without `-rootless` needs a privileged container, from which a job has the rights of root on the runner's \
            host. The rootless image runs the same daemon as user 1000; it needs user namespaces on the runner, and cannot give RUN \
            steps `security.insecure`.
            """,
        remedy: """
            Take the `-rootless` tag and set `BUILDKITD_FLAGS: --oci-worker-no-process-sandbox`; `buildkit-run doctor` tells whether \
            the runner allows it.
            """,
        examples: [
            .bad(
                """
                build:
                  image:
                    name: ⟦moby/buildkit:v0.26.2⟧
                    entrypoint: [""]
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: "\"moby/buildkit:v0.26.2\" needs a privileged container; try its -rootless variant"),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2
                    entrypoint: [""]
                  variables:
                    BUILDKIT_HOST: tcp://buildkit.example.com:1234
                  script: buildctl --tlsdir /certs build --frontend dockerfile.v0
                """, title: "The client needs no rights", isDocumented: false),
        ], references: ["https://github.com/moby/buildkit/blob/master/docs/rootless.md"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let image = job.image, isRootful(image), !needsRights(job),
            job.commands.contains(where: { ["buildctl-daemonless.sh", "buildkitd"].contains($0.name) })
        else { return }
        report.report(.privileged(image.name), at: image.nameSpan)
    }

    package func check(
        _ service: LintedService, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard isRootful(service.image), !needsRights(job),
            !(service.words ?? ["security.insecure"]).contains(where: { $0.contains("security.insecure") })
        else { return }
        report.report(.privileged(service.image.name), at: service.image.nameSpan)
    }

    /// Without a tag it is not known which variant a digest names.
    private func isRootful(_ image: LintedImage) -> Bool {
        image.isBuildKit && !image.isRootlessBuildKit && image.tag != nil && image.reference != nil
    }

    private func needsRights(_ job: LintedJob) -> Bool {
        job.daemonFlags.contains(utf8: "security.insecure")
            || job.scripts.contains { $0.text.contains(utf8: "security.insecure") }
    }
}

extension RuleMessage {
    fileprivate static func privileged(_ image: String) -> Self {
        "\"\(image)\" needs a privileged container; try its -rootless variant"
    }
}
