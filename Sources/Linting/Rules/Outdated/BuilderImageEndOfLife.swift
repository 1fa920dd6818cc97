import BuildKit
import Diagnostics
import GitLabCI

/// See `about`.
package struct BuilderImageEndOfLife: Rule {
    package static let about = RuleDescription(
        id: "builder-image-end-of-life", category: .outdated, severity: .warning,
        summary: "a builder's image is of a version that gets no more fixes",
        why: """
            Docker maintains its latest major version and few before it; 24 and older have had no fixes since 2024. BuildKit before \
            0.12.5 lets a Dockerfile break out of its build (CVE-2024-23651, CVE-2024-23652, CVE-2024-23653). Whoever may change a \
            Dockerfile can use such holes against the runner.
            """,
        fix: .unsafe,
        examples: [
            .bad(
                """
                build:
                  image: ⟦docker:20.10.16⟧
                  services: [⟦docker:20.10.16-dind⟧]
                  script: docker build .
                """,
                says: "\"docker:20.10.16\": Docker 24 and older get no more fixes; take a maintained version",
                "\"docker:20.10.16-dind\": Docker 24 and older get no more fixes; take a maintained version"),
            .bad(
                """
                build:
                  image:
                    name: ⟦moby/buildkit:v0.11.6-rootless⟧
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: """
                    "moby/buildkit:v0.11.6-rootless": BuildKit before v0.12.5 has holes through which a build breaks out; take \
                    \(BuilderImage.version)
                    """,
                fixed: """
                    build:
                      image:
                        name: moby/buildkit:\(BuilderImage.version)-rootless
                        entrypoint: [""]
                      variables:
                        BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                      script: buildctl-daemonless.sh build --frontend dockerfile.v0
                    """),
            .good(
                """
                build:
                  image: docker:28.5.1
                  services: ["docker:28.5.1-dind"]
                  script: docker build .
                """),
        ],
        references: [
            "https://github.com/moby/buildkit/security/advisories",
            "https://github.com/moby/moby/blob/master/project/BRANCHES-AND-TAGS.md",
        ])

    /// The last major version of Docker without fixes.
    private static let deadDocker = 24
    private static let firstSafeBuildKit = [0, 12, 5]

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
        guard let tag = image.tag, let version = Self.version(tag) else { return }
        if image.isDocker, let major = version.first,
            (1...Self.deadDocker).contains(major)
        {
            report.report(.deadDocker(image.name), at: image.nameSpan)
        } else if image.isBuildKit, version.count == 3, version.lexicographicallyPrecedes(Self.firstSafeBuildKit) {
            let newTag = BuilderImage.version + (tag.hasSuffix("-rootless") ? "-rootless" : "")
            let isWritten = image.nameSpan.text == image.name && image.name.hasSuffix(":" + tag)
            let edit = isWritten ? TextEdit(image.nameSpan, image.name.dropLast(tag.count) + newTag) : nil
            report.report(
                .unsafeBuildKit(image.name), at: image.nameSpan, fix: .unsafe("take the version that we pin to", edit))
        }
    }

    /// The numbers that a tag begins with, perhaps behind a `v`.
    private static func version(_ tag: String) -> [Int]? {
        let numbers = (tag.hasPrefix("v") ? tag.utf8.dropFirst() : tag.utf8[...])
            .prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }
        let parts = numbers.split(separator: UInt8(ascii: ".")).compactMap { Int(Substring($0)) }
        return parts.isEmpty ? nil : parts
    }
}

extension RuleMessage {
    fileprivate static func deadDocker(_ image: String) -> Self {
        "\"\(image)\": Docker 24 and older get no more fixes; take a maintained version"
    }

    fileprivate static func unsafeBuildKit(_ image: String) -> Self {
        """
        "\(image)": BuildKit before v0.12.5 has holes through which a build breaks out; take \(BuilderImage.version)
        """
    }
}
