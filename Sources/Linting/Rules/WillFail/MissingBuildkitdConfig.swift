import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct MissingBuildkitdConfig: Rule {
    package static let about = RuleDescription(
        id: "missing-buildkitd-config", category: .willFail, severity: .error, confidence: .medium,
        summary: "`--config` names a file that neither the repository has nor the job writes",
        why: """
            `buildkitd` says nothing of a configuration file that does not exist: it starts with its defaults, and mirrors, certificates \
            and limits that the file was to set are not there. What fails is something else, later: a pull without its mirror, a push \
            without its certificate authority.
            """,
        remedy:
            "Correct the path; relative paths begin at the checkout. `buildkit-run` refuses a file that is missing.",
        examples: [
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: ⟦--oci-worker-no-process-sandbox --config=ci/buildkitd.toml⟧
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: """
                    buildkitd ignores --config "ci/buildkitd.toml" silently: the repository has no such file, and the job writes none
                    """, files: ["buildkitd.toml": "debug = true\n"]),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox --config=ci/buildkitd.toml
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """, files: ["ci/buildkitd.toml": "debug = true\n"]),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox --config=/tmp/buildkitd.toml
                  before_script:
                    - printf '[registry."docker.io"]\\n  mirrors = ["mirror.example.com"]\\n' > /tmp/buildkitd.toml
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """, isDocumented: false),
        ], references: ["https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let variable = job.variables["BUILDKITD_FLAGS"],
            let path = DaemonFlags.value(of: "config", in: variable.value),
            // Another image may hold the file.
            let image = job.image, image.isBuildKit,
            !job.commands(named: "buildctl-daemonless.sh").isEmpty
        else { return }
        let inProject = DaemonFlags.inCheckout(path)
        guard !inProject.contains("$"), !inProject.hasPrefix("~") else { return }
        if !inProject.hasPrefix("/") {
            // A repository of which only the pipeline is known says nothing.
            guard pipeline.project.paths.count > 1, pipeline.project.size(of: inProject) == nil else { return }
        }
        let name = inProject.split(separator: "/").last.map(String.init) ?? inProject
        let mayWrite =
            job.scripts.contains { $0.text.contains(utf8: name) }
            || job.commands.contains { ["cd", "source", "."].contains($0.name) }
        guard !mayWrite else { return }
        report.report(.missing(path), at: variable.valueSpan)
    }
}

extension RuleMessage {
    fileprivate static func missing(_ path: String) -> Self {
        "buildkitd ignores --config \"\(path)\" silently: the repository has no such file, and the job writes none"
    }
}
