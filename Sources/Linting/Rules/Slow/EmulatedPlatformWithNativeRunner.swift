import Diagnostics
import GitLabCI

/// See `about`.
package struct EmulatedPlatformWithNativeRunner: Rule {
    package static let about = RuleDescription(
        id: "emulated-platform-with-native-runner", category: .slow, severity: .note, confidence: .medium,
        summary: "a build emulates a platform for which the pipeline has runners",
        why: """
            RUN steps of a foreign platform are emulated by QEMU, instruction by instruction; compilers take five to twenty times \
            as long. When other jobs of the pipeline have tags for runners of that platform, one job for each platform and a short \
            one that joins the images is much faster.
            """,
        remedy: "`buildkit-ci generate --multi-platform native` writes such jobs.",
        examples: [
            .bad(
                """
                test-arm:
                  tags: [saas-linux-small-arm64]
                  script: make test

                build:
                  script: docker buildx build --platform ⟦linux/amd64,linux/arm64⟧ --push -t registry.example.com/app .
                """,
                says: """
                    this job emulates one of "linux/amd64,linux/arm64", and runners of both are there: tag \
                    "saas-linux-small-arm64"; build each on its own and join the images
                    """, files: ["Dockerfile": "FROM alpine:3.22\nRUN apk add curl\n"]),
            .good(
                """
                build:
                  script: docker buildx build --platform linux/amd64,linux/arm64 --push -t registry.example.com/app .
                """, files: ["Dockerfile": "FROM alpine:3.22\nRUN apk add curl\n"],
                title: "Nothing tells of other runners"),
        ], references: ["https://docs.docker.com/build/building/multi-platform/#multiple-native-nodes"])

    /// The names by which tags and platforms call an architecture.
    private static let names = ["arm64": ["arm64", "aarch64"], "amd64": ["amd64", "x86_64", "x86-64"]]

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        // Only RUN steps are emulated: a build without any is as fast for every platform.
        guard let dockerfile = build.dockerfile(in: pipeline),
            dockerfile.instructions.contains(where: { $0.keyword == "RUN" })
        else { return }
        guard let platforms = build.platforms, let known = job.expanded(platforms.text),
            known.contains(utf8: "arm64"), known.contains(utf8: "amd64"),
            // A builder may have nodes of several platforms.
            !job.commands(named: "docker").contains(where: {
                $0.line?.path == ["docker", "buildx", "create"] && $0.line?.has("append") ?? false
            })
        else { return }
        let own = architecture(of: job) ?? "amd64"
        for other in pipeline.jobs where other !== job {
            guard let architecture = architecture(of: other), architecture != own,
                let tag = tags(of: other).first(where: { isOf(architecture, $0) })
            else { continue }
            report.report(
                .emulated(platforms.text, tag), at: platforms.span, related: [.init(other.nameSpan, "runs there")])
            return
        }
    }

    private func tags(of job: LintedJob) -> [String] { (job["tags"]?.flattened ?? []).compactMap(\.string) }

    private func isOf(_ architecture: String, _ tag: String) -> Bool {
        Self.names[architecture, default: []].contains { tag.lowercased().contains($0) }
    }

    private func architecture(of job: LintedJob) -> String? {
        Self.names.keys.sorted().first { architecture in tags(of: job).contains { isOf(architecture, $0) } }
    }
}

extension RuleMessage {
    fileprivate static func emulated(_ platforms: String, _ tag: String) -> Self {
        """
        this job emulates one of "\(platforms)", and runners of both are there: tag "\(tag)"; build each on its own and join \
        the images
        """
    }
}
