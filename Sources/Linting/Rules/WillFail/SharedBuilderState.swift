import Diagnostics
import GitLabCI

/// See `about`.
package struct SharedBuilderState: Rule {
    package static let about = RuleDescription(
        id: "shared-builder-state", category: .willFail, severity: .error, confidence: .medium,
        summary: "the daemon's state lies on a volume that several jobs share at a time",
        why: """
            One state directory serves one daemon: a second job that starts while the first still runs ends with \
            `could not lock buildkitd.lock, another instance running?`. As a GitLab `cache` the directory is no better: its files belong \
            to other users, its overlay mounts do not survive an archive, and it is packed and unpacked for minutes.
            """,
        remedy: """
            Give each concurrent job its own directory, such as `/cache/buildkit-$CI_RUNNER_SHORT_TOKEN-$CI_CONCURRENT_ID`, or keep the \
            cache in the registry by `--export-cache`.
            """,
        examples: [
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: ⟦--oci-worker-no-process-sandbox --root /cache/buildkit⟧
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: """
                    jobs that run at the same time share the state in "/cache/buildkit", and only one daemon can use it; add \
                    $CI_CONCURRENT_ID to the path
                    """),
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox --root=$CI_PROJECT_DIR/.buildkit
                  cache:
                    paths: [⟦.buildkit/⟧]
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says:
                    "GitLab's cache cannot carry the daemon's state \".buildkit\"; export the build cache to the registry",
                isDocumented: false),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox --root /cache/buildkit-$CI_RUNNER_SHORT_TOKEN-$CI_CONCURRENT_ID
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """),
        ], references: ["https://github.com/moby/buildkit/issues/6116"])

    /// Where runners mount what outlives a job.
    private static let volumes = ["/cache/", "/mnt/", "/data/", "/shared/", "/persistent/", "/volumes/", "/nfs/"]
    /// Variables that differ between jobs that run at the same time.
    private static let distinct = [
        "CI_CONCURRENT_ID", "CI_CONCURRENT_PROJECT_ID", "CI_JOB_ID", "CI_JOB_NAME_SLUG", "HOSTNAME",
    ]

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let variable = job.variables["BUILDKITD_FLAGS"],
            let root = DaemonFlags.value(of: "root", in: variable.value)
        else { return }
        if Self.volumes.contains(where: root.hasPrefix), !Self.distinct.contains(where: root.contains),
            job["resource_group"] == nil
        {
            report.report(.shared(root), at: variable.valueSpan)
        }
        let inProject = DaemonFlags.inCheckout(root)
        for cache in job["cache"]?.flattened ?? [] {
            for path in cache["paths"]?.flattened ?? [] {
                guard let text = path.string, Self.bare(text) == Self.bare(inProject), !inProject.hasPrefix("/") else {
                    continue
                }
                report.report(.cached(Self.bare(text)), at: path.span)
            }
        }
    }

    private static func bare(_ path: String) -> String {
        var path = path[...]
        if path.hasPrefix("./") { path = path.dropFirst(2) }
        while path.hasSuffix("/") || path.hasSuffix("*") { path = path.dropLast() }
        return String(path)
    }
}

extension RuleMessage {
    fileprivate static func shared(_ path: String) -> Self {
        """
        jobs that run at the same time share the state in "\(path)", and only one daemon can use it; add $CI_CONCURRENT_ID to \
        the path
        """
    }

    fileprivate static func cached(_ path: String) -> Self {
        "GitLab's cache cannot carry the daemon's state \"\(path)\"; export the build cache to the registry"
    }
}
