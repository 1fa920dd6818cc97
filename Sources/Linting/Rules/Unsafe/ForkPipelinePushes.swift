import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct ForkPipelinePushes: Rule {
    package static let about = RuleDescription(
        id: "fork-pipeline-pushes", category: .unsafe, severity: .warning, confidence: .medium,
        summary: "a job pushes an image in pipelines of merge requests, those of forks among them",
        why: """
            A merge request from a fork can run its pipeline in the parent project, with the parent's runners, registry and variables, when \
            a member starts it. A job that pushes there publishes what somebody from outside wrote, under a name that others may pull. \
            Merge requests should build without pushing, or push only where source and target project are the same.
            """,
        remedy: """
            Add `&& $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID` to the rule, or build without `push=true`.
            """,
        examples: [
            .bad(
                """
                build:
                  script: ⟦docker⟧ buildx build --push -t $CI_REGISTRY_IMAGE:$CI_COMMIT_REF_SLUG .
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                """,
                says:
                    "merge requests of forks push this image too; build without pushing, or ask for the source project"),
            .good(
                """
                build:
                  script: docker buildx build --push -t $CI_REGISTRY_IMAGE:$CI_COMMIT_REF_SLUG .
                  rules:
                    - if: >
                        $CI_PIPELINE_SOURCE == "merge_request_event"
                        && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID
                    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                """),
        ],
        references: [
            "https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/#use-with-forked-projects"
        ])

    package init() {}

    package func check(_ build: ImageBuild, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard build.isPushed, !build.command.shell.isNested,
            pipeline.outlook.outlook(of: job).runs.contains(.mergeRequest),
            !asksForProject(job["rules"]), !asksForProject(pipeline.root["workflow"]?["rules"])
        else { return }
        report.report(
            "merge requests of forks push this image too; build without pushing, or ask for the source project",
            at: build.span)
    }

    private func asksForProject(_ rules: ConfigValue?) -> Bool {
        (rules?.flattened ?? []).contains { $0["if"]?.string?.contains(utf8: "SOURCE_PROJECT") ?? false }
    }
}
