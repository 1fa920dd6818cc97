import BuildKit
import Diagnostics
import GitLabCI

/// See `about`.
package struct SyntaxLineNeedsNetwork: Rule {
    package static let about = RuleDescription(
        id: "syntax-line-needs-network", category: .dockerfile, severity: .note, confidence: .medium,
        summary: "the syntax line pulls from Docker Hub, although all base images come from elsewhere",
        why: """
            `# syntax=docker/dockerfile:1` makes the daemon pull the frontend from Docker Hub before it reads anything else. Where \
            base images come from a mirror or from the instance's own registry, because the runner has no way out or must not meet \
            a rate limit, this one image is forgotten: `failed to resolve source metadata for docker.io/docker/dockerfile:1`. Today's \
            BuildKit has the frontend built in.
            """,
        remedy: "Leave the line out, or name a copy of the image in the same registry as the base images.",
        examples: [
            .bad(
                """
                build:
                  script: ⟦docker⟧ build .
                """,
                says: """
                    Dockerfile pulls its syntax "docker/dockerfile:1" from Docker Hub, although its base images do not come from \
                    there; leave the line out, or name a copy
                    """,
                files: [
                    "Dockerfile": "# syntax=docker/dockerfile:1\nFROM registry.example.com/base/alpine:3.22\nRUN make\n"
                ]),
            .good(
                """
                build:
                  script: docker build .
                """, files: ["Dockerfile": "# syntax=docker/dockerfile:1\nFROM alpine:3.22\nRUN make\n"],
                title: "What can pull base images can pull the syntax"),
        ], references: ["https://docs.docker.com/build/buildkit/frontend/"])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let dockerfile = build.dockerfile(in: pipeline), let syntax = dockerfile.syntax,
            isFromDockerHub(syntax.image)
        else { return }
        let names = dockerfile.stages.compactMap(\.name)
        let bases = dockerfile.stages.map(\.base).filter { $0 != "scratch" && !names.contains($0) }
        guard !bases.isEmpty, !bases.contains(where: isFromDockerHub) else { return }
        report.report(
            .pulled(syntax.image, dockerfile.file.name), at: build.span,
            related: [.init(syntax.span, "the syntax line")])
    }

    /// Names that variables complete may come from anywhere, and count as from elsewhere only when a host is written.
    private func isFromDockerHub(_ image: String) -> Bool {
        if image.hasPrefix("$") { return !image.contains("DEPENDENCY_PROXY") }
        guard let reference = try? ImageReference(image) else { return true }
        return reference.registry == "docker.io"
    }
}

extension RuleMessage {
    fileprivate static func pulled(_ syntax: String, _ file: String) -> Self {
        """
        \(file) pulls its syntax "\(syntax)" from Docker Hub, although its base images do not come from there; leave the line \
        out, or name a copy
        """
    }
}
