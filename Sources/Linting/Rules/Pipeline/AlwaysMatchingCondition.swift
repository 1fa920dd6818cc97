import Diagnostics
import GitLabCI

/// See `about`.
package struct AlwaysMatchingCondition: Rule {
    package static let about = RuleDescription(
        id: "always-matching-condition", category: .pipeline, severity: .warning,
        summary: "a condition holds in every pipeline, so that it decides nothing",
        why: """
            A condition is written to tell pipelines apart. One that holds in all of them, such as a comparison with a value \
            that the variable can never have, or two alternatives that leave nothing out, usually says the opposite of what \
            was meant. All rules below it are never looked at.
            """,
        examples: [
            .bad(
                """
                build:
                  script: make
                  rules:
                    - if: ⟦$CI_PIPELINE_SOURCE != "merge_requests"⟧
                """,
                says: "the condition holds in every pipeline; correct it, or leave it out"),
            .bad(
                """
                build:
                  script: make
                  rules:
                    - if: ⟦$CI_COMMIT_BRANCH || $CI_COMMIT_TAG || $CI_MERGE_REQUEST_IID⟧
                      when: manual
                """,
                says: "the condition holds in every pipeline; correct it, or leave it out"),
            .good(
                """
                build:
                  script: make
                  rules:
                    - if: $CI_PIPELINE_SOURCE != "merge_request_event"
                    - if: $CI_PIPELINE_SOURCE == "push" || $CI_COMMIT_BRANCH != "main"
                    - when: manual
                """),
        ], references: ["https://docs.gitlab.com/ci/jobs/job_rules/"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        if let workflow = pipeline.outlook.workflow { check(workflow, in: pipeline, &report) }
    }

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        if let rules = pipeline.outlook.rules(of: job) { check(rules, in: pipeline, &report) }
    }

    private func check(_ outlook: RulesOutlook, in pipeline: LintedPipeline, _ report: inout Reporter) {
        for rule in outlook.rules where !rule.reached.isEmpty {
            guard let condition = rule.value["if"], let text = condition.string,
                pipeline.outlook.condition(text).holds == .all
            else { continue }
            report.report("the condition holds in every pipeline; correct it, or leave it out", at: condition.span)
        }
    }
}
