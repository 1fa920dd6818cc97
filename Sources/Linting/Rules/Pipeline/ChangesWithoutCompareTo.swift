import Diagnostics
import GitLabCI

/// See `about`.
package struct ChangesWithoutCompareTo: Rule {
    package static let about = RuleDescription(
        id: "changes-without-compare-to", category: .pipeline, severity: .note, confidence: .medium,
        summary: "`changes` without `compare_to` looks at one push only, and holds for every new branch",
        why: """
            In a pipeline for a branch `changes` compares with the commit before the push. The first push of a branch has none, \
            so that every job runs; a second push that touches other files leaves out jobs whose earlier failure is then \
            forgotten. In pipelines for tags, schedules and API calls `changes` always holds. `compare_to` names what to compare \
            with in all of them.
            """,
        remedy:
            "Write `compare_to: refs/heads/main` with your default branch, or let the rule hold for merge requests only.",
        examples: [
            .bad(
                """
                build-api:
                  script: make -C api
                  rules:
                    - if: $CI_COMMIT_BRANCH
                      ⟦changes⟧: [api/**/*]
                """,
                says: """
                    "changes" compares with the previous push only, and holds for every new branch; name what to compare with \
                    by "compare_to"
                    """),
            .good(
                """
                build-api:
                  script: make -C api
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                      changes: [api/**/*]
                    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                      changes: [api/**/*]
                    - if: $CI_COMMIT_BRANCH
                      changes:
                        paths: [api/**/*]
                        compare_to: refs/heads/main
                """),
        ], references: ["https://docs.gitlab.com/ci/yaml/#ruleschangescompare_to"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        for rule in pipeline.outlook.rules(of: job)?.rules ?? [] {
            guard let changes = rule.value.mapping?.entry("changes"), !changes.value.isNull,
                !(changes.value.mapping?.hasValue("compare_to") ?? false),
                !rule.reached.subtracting(rule.condition.fails).isDisjoint(with: .branchPush),
                // The default branch is never new, and each of its pushes is looked at.
                pipeline.ordinaryBranch.meets(rule.value["if"]?.string) != .no
            else { continue }
            report.report(
                """
                "changes" compares with the previous push only, and holds for every new branch; name what to compare with by \
                "compare_to"
                """, at: changes.keySpan)
        }
    }
}
