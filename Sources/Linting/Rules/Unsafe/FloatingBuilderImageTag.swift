import BuildKit
import Diagnostics

/// See `about`.
package struct FloatingBuilderImageTag: Rule {
    package static let about = RuleDescription(
        id: "floating-builder-image-tag", category: .unsafe, severity: .warning,
        summary: "the tag of a builder image moves, so that builds change without a change of yours",
        why: """
            `latest`, `rootless`, `master` and the like name whatever was released last. Such a release has broken rootless \
            builds overnight, and whoever can push to the tag decides what runs beside your registry password. A version, or \
            better a digest, changes only when you change it.
            """,
        fix: .unsafe,
        examples: [
            .bad(
                """
                build:
                  image:
                    name: ⟦moby/buildkit:rootless⟧
                    entrypoint: [""]
                  script: buildctl --version
                """,
                says: "image \"moby/buildkit:rootless\" has a tag that moves; pin it as moby/buildkit:v0.26.2-rootless",
                fixed: """
                    build:
                      image:
                        name: moby/buildkit:v0.26.2-rootless
                        entrypoint: [""]
                      script: buildctl --version
                    """),
            .bad(
                """
                build:
                  image: ⟦docker⟧
                  services:
                    - ⟦docker:dind⟧
                  script: docker build .
                """,
                says: "image \"docker\" has no tag, which means latest; pin it by a version or a digest",
                "image \"docker:dind\" has a tag that moves; pin it by a version or a digest", isDocumented: false),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services:
                    - name: moby/buildkit@sha256:1111111111111111111111111111111111111111111111111111111111111111
                      alias: buildkitd
                    - postgres:latest
                  script: docker version
                """, title: "Other images are not the rule's business"),
        ], references: ["https://github.com/moby/buildkit/releases"])

    private static let floating: Set<String> = [
        "latest", "rootless", "master", "master-rootless", "nightly", "nightly-rootless", "stable", "buildx-stable-1",
        "buildx-stable-1-rootless", "dind", "dind-rootless", "cli", "debug", "edge",
    ]

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        if let image = job.image { check(image, &report) }
    }

    package func check(
        _ service: LintedService, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        check(service.image, &report)
    }

    private func check(_ image: LintedImage, _ report: inout Reporter) {
        guard let reference = image.reference, reference.digest == nil, isBuilder(image) else { return }
        if let tag = reference.tag, !Self.floating.contains(tag) { return }
        var pinned: String?
        if image.isBuildKit {
            let isRootless = reference.tag?.hasSuffix("rootless") ?? false
            let name =
                image.name.hasSuffix(":" + (reference.tag ?? "")) && reference.tag != nil
                ? String(image.name.dropLast((reference.tag?.count ?? 0) + 1)) : image.name
            pinned = "\(name):\(BuilderImage.version)\(isRootless ? "-rootless" : "")"
        }
        let isWritten = image.nameSpan.text == image.name && image.expandedName == image.name
        report.report(
            .floating(image.name, reference.tag, pinned), at: image.nameSpan,
            fix: pinned.flatMap { isWritten ? .unsafe("pin the image", TextEdit(image.nameSpan, $0)) : nil })
    }

    private func isBuilder(_ image: LintedImage) -> Bool {
        // Tags of the archived Kaniko move no more; those of its forks do.
        image.isBuildKit || image.isKaniko && image.reference?.registry != "gcr.io"
            || image.isRepository("library/docker", "quay.io/buildah/stable", "buildah/stable", "podman/stable")
    }
}

extension RuleMessage {
    fileprivate static func floating(_ image: String, _ tag: String?, _ pinned: String?) -> Self {
        let fact = tag == nil ? "has no tag, which means latest" : "has a tag that moves"
        return "image \"\(image)\" \(fact); pin it \(pinned.map { "as \($0)" } ?? "by a version or a digest")"
    }
}
