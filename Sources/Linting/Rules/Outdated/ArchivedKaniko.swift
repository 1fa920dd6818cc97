import BuildKit
import Diagnostics
import GitLabCI

/// See `about`.
package struct ArchivedKaniko: Rule {
    package static let about = RuleDescription(
        id: "archived-kaniko", category: .outdated, severity: .warning,
        summary: "Kaniko was archived in 2025, and gets no more fixes",
        why: """
            The project is read-only since June 2025: no fixes of security holes, none of its cache and its memory, no support of \
            newer Dockerfile syntax. GitLab has removed its page on it. A rootless BuildKit builds without privileges as well, on a \
            runner that allows user namespaces, and builds stages side by side.
            """,
        remedy: "Move the job to BuildKit: `buildkit-ci generate daemonless` writes such a job.",
        examples: [
            .bad(
                """
                build:
                  image:
                    name: ⟦gcr.io/kaniko-project/executor:v1.23.2-debug⟧
                    entrypoint: [""]
                  script: /kaniko/executor --context . --destination registry.example.com/app
                """,
                says: """
                    "gcr.io/kaniko-project/executor:v1.23.2-debug" is Kaniko, which was archived in 2025; move the job to BuildKit
                    """),
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
        ], references: ["https://github.com/GoogleContainerTools/kaniko"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        // Forks that are kept up have other names.
        guard let image = job.image, image.isKaniko, image.repository.contains("kaniko-project/") else { return }
        report.report(.archived(image.name), at: image.nameSpan)
    }
}

extension RuleMessage {
    fileprivate static func archived(_ image: String) -> Self {
        "\"\(image)\" is Kaniko, which was archived in 2025; move the job to BuildKit"
    }
}
