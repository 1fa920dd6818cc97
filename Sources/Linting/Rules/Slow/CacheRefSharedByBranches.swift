import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct CacheRefSharedByBranches: Rule {
    package static let about = RuleDescription(
        id: "cache-ref-shared-by-branches", category: .slow, severity: .warning, confidence: .medium,
        summary: "all branches export their cache to one place, where each overwrites that of the others",
        why: """
            An export replaces what the name held before. When two branches take turns, each finds the cache of the other: what \
            has changed on one of them is never there. A name for each branch, with that of the default branch as a second import, \
            gives a new branch a warm start and leaves each its own.
            """,
        remedy: """
            Export to `ref=NAME:cache-$CI_COMMIT_REF_SLUG`, import from that and from `ref=NAME:cache-$CI_DEFAULT_BRANCH`; or \
            export on the default branch only.
            """,
        examples: [
            .bad(
                """
                build:
                  script:
                    - >
                      buildctl build --frontend dockerfile.v0
                      --import-cache type=registry,ref=$CI_REGISTRY_IMAGE:cache
                      --export-cache ⟦type=registry,ref=$CI_REGISTRY_IMAGE:cache,mode=max⟧
                """,
                says: """
                    every branch overwrites the cache "$CI_REGISTRY_IMAGE:cache"; add $CI_COMMIT_REF_SLUG to its name, or \
                    export on the default branch only
                    """),
            .good(
                """
                build:
                  script:
                    - >
                      buildctl build --frontend dockerfile.v0
                      --import-cache type=registry,ref=$CI_REGISTRY_IMAGE:cache-$CI_COMMIT_REF_SLUG
                      --import-cache type=registry,ref=$CI_REGISTRY_IMAGE:cache-main
                      --export-cache type=registry,ref=$CI_REGISTRY_IMAGE:cache-$CI_COMMIT_REF_SLUG,mode=max
                """),
            .good(
                """
                build:
                  script:
                    - >
                      buildctl build --frontend dockerfile.v0
                      --export-cache type=registry,ref=$CI_REGISTRY_IMAGE:cache,mode=max
                  rules:
                    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                """, title: "On the default branch only"),
        ], references: ["https://docs.docker.com/build/cache/backends/registry/"])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard !build.command.shell.isNested, job.mayRunOnOrdinaryBranches(in: pipeline) == true else { return }
        for export in build.cacheExports {
            guard export.type == "registry", let ref = export.ref, isTheSameOnAllBranches(ref, job) else { continue }
            report.report(.overwritten(ref), at: export.span)
        }
    }

    /// Whether nothing in a name changes with the branch: each variable in it is set by the file, or is one of GitLab's
    /// that belongs to the project.
    private func isTheSameOnAllBranches(_ ref: String, _ job: LintedJob) -> Bool {
        var open = VariableExpansion.names(in: ref)
        var seen: Set<String> = []
        while let name = open.popLast() {
            guard seen.insert(name).inserted else { continue }
            if Self.ofProject.contains(name) { continue }
            guard !job.mayVary(name), let variable = job.variables[name] else { return false }
            open += VariableExpansion.names(in: variable.value)
        }
        return true
    }

    private static let ofProject: Set<String> = [
        "CI_REGISTRY", "CI_REGISTRY_IMAGE", "CI_PROJECT_NAME", "CI_PROJECT_PATH", "CI_PROJECT_PATH_SLUG",
        "CI_PROJECT_NAMESPACE", "CI_PROJECT_ROOT_NAMESPACE", "CI_SERVER_HOST", "CI_SERVER_FQDN", "CI_JOB_NAME_SLUG",
        "CI_DEFAULT_BRANCH",
    ]
}

extension RuleMessage {
    fileprivate static func overwritten(_ ref: String) -> Self {
        """
        every branch overwrites the cache "\(ref)"; add $CI_COMMIT_REF_SLUG to its name, or export on the default branch only
        """
    }
}
