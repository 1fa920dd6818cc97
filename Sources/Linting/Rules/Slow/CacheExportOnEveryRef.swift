import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct CacheExportOnEveryRef: Rule {
    package static let about = RuleDescription(
        id: "cache-export-on-every-ref", category: .slow, severity: .note, confidence: .low,
        summary: "merge requests and all branches push cache, which few of them need",
        why: """
            An export with `mode=max` pushes every layer of every stage. For a branch that lives for two pushes this often takes \
            longer than what it saves, and it fills the registry; and whoever may open a merge request may write what others will \
            build from. To import everywhere and export from protected branches is the better bargain.
            """,
        examples: [
            .bad(
                """
                build:
                  script:
                    - >
                      buildctl build --frontend dockerfile.v0
                      --export-cache ⟦type=registry,ref=$CI_REGISTRY_IMAGE:cache-$CI_COMMIT_REF_SLUG,mode=max⟧
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                """,
                says: "merge requests and unprotected branches push cache too; export it on protected refs only"),
            .good(
                """
                build:
                  script:
                    - >
                      buildctl build --frontend dockerfile.v0
                      --export-cache type=registry,ref=$CI_REGISTRY_IMAGE:cache,mode=max
                  rules:
                    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                """),
        ], references: ["https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/"])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        // In an `if` of the shell the script decides.
        guard !build.command.shell.isNested,
            job.mayRunOnOrdinaryBranches(in: pipeline) == true
                || pipeline.outlook.outlook(of: job).mayRun.contains(.mergeRequest)
        else { return }
        for export in build.cacheExports where export.type != "inline" && export.type != "local" {
            report.report(
                "merge requests and unprotected branches push cache too; export it on protected refs only",
                at: export.span)
        }
    }
}
