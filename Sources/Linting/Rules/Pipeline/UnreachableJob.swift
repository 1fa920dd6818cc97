import Diagnostics
import GitLabCI

/// See `about`.
package struct UnreachableJob: Rule {
    package static let about = RuleDescription(
        id: "unreachable-job", category: .pipeline, severity: .warning,
        summary: "a job is in no pipeline, whatever starts it",
        why: """
            `workflow:rules` and the job's own `rules` are both asked. Where the one lets in only what the other keeps out, the \
            job is never part of a pipeline, and nobody is told. Only GitLab's own variables are taken into account: a job that \
            a variable of the project or of a person can switch on is not found.
            """,
        examples: [
            .bad(
                """
                workflow:
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"

                test:
                  script: make test

                ⟦release⟧:
                  script: make release
                  rules:
                    - if: $CI_COMMIT_TAG
                """,
                says:
                    "job \"release\" is in no pipeline: workflow:rules leave out every pipeline that its rules let it into"
            ),
            .bad(
                """
                ⟦build⟧:
                  script: make
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "pushes"
                """,
                says: "job \"build\" is in no pipeline: none of its rules ever lets it in"),
            .good(
                """
                workflow:
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                    - if: $CI_COMMIT_TAG

                release:
                  script: make release
                  rules:
                    - if: $CI_COMMIT_TAG

                by-hand:
                  script: make cleanup
                  rules:
                    - if: $CLEAN_UP == "true"
                """),
        ], references: ["https://docs.gitlab.com/ci/yaml/workflow/"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let rules = pipeline.outlook.rules(of: job), !isMeant(rules) else { return }
        if rules.mayRun.isEmpty {
            report.report(.byRules(job.name), at: job.nameSpan)
        } else if pipeline.outlook.outlook(of: job).mayRun.isEmpty {
            report.report(
                .byWorkflow(job.name), at: job.nameSpan,
                related: pipeline.root.entry("workflow").map { [.init($0.keySpan, "the workflow")] } ?? [])
        }
    }

    /// A job with `when: never` as its only rule has been switched off on purpose.
    private func isMeant(_ rules: RulesOutlook) -> Bool {
        rules.rules.allSatisfy { $0.value["when"]?.string == "never" }
    }
}

extension RuleMessage {
    fileprivate static func byRules(_ job: String) -> Self {
        "job \"\(job)\" is in no pipeline: none of its rules ever lets it in"
    }

    fileprivate static func byWorkflow(_ job: String) -> Self {
        "job \"\(job)\" is in no pipeline: workflow:rules leave out every pipeline that its rules let it into"
    }
}
