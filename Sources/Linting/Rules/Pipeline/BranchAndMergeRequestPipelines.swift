import Diagnostics
import GitLabCI

/// See `about`.
package struct BranchAndMergeRequestPipelines: Rule {
    package static let about = RuleDescription(
        id: "branch-and-merge-request-pipelines", category: .pipeline, severity: .warning,
        summary: "one push makes two pipelines with the same jobs, one for the branch and one for the merge request",
        why: """
            A push to a branch with an open merge request starts a pipeline for the branch and one for the merge request. A \
            job that is in both runs twice: images are built twice, push the same tags, and race for them. `workflow:rules` \
            that drop the branch's pipeline while a merge request is open keep one of the two.
            """,
        remedy: "Put `workflow:rules` like those of the last example at the top of the file.",
        examples: [
            .bad(
                """
                build:
                  script: make
                  ⟦rules⟧:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                    - if: $CI_COMMIT_BRANCH
                """,
                says: """
                    job "build" runs twice for a push to a branch with a merge request; add workflow:rules that keep one of the \
                    two pipelines
                    """),
            .good(
                """
                build:
                  script: make
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                """),
            .good(
                """
                workflow:
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                    - if: $CI_COMMIT_BRANCH && $CI_OPEN_MERGE_REQUESTS
                      when: never
                    - if: $CI_COMMIT_BRANCH

                build:
                  script: make
                """),
        ], references: ["https://docs.gitlab.com/ci/jobs/job_rules/#avoid-duplicate-pipelines"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        for job in pipeline.jobs where !job.isUncertain {
            let outlook = pipeline.outlook.outlook(of: job)
            guard outlook.runs.isSuperset(of: [.branchPush, .mergeRequest]), let rules = job.entry("rules") else {
                continue
            }
            // GitLab warns of a last rule without conditions itself.
            guard pipeline.outlook.workflow != nil || !endsOpen(rules.value) else { continue }
            report.report(.twice(job.name), at: rules.keySpan)
            // One remedy serves all jobs.
            return
        }
    }

    private func endsOpen(_ rules: ConfigValue) -> Bool {
        guard let last = rules.flattened.last?.mapping else { return false }
        return last.entries.filter { !$0.value.isNull }.map(\.name) == ["when"]
    }
}

extension RuleMessage {
    fileprivate static func twice(_ job: String) -> Self {
        """
        job "\(job)" runs twice for a push to a branch with a merge request; add workflow:rules that keep one of the two \
        pipelines
        """
    }
}
