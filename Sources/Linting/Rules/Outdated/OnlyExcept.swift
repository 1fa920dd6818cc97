import Diagnostics
import GitLabCI

/// See `about`.
package struct OnlyExcept: Rule {
    package static let about = RuleDescription(
        id: "only-except", category: .outdated, severity: .note,
        summary: "`only` and `except` are deprecated in favour of `rules`",
        why: """
            GitLab has stopped developing both: they know nothing of `CI_PIPELINE_SOURCE` and `compare_to`, cannot be combined with \
            `rules` in one job, and jobs with and without them end up in different pipelines for one push. `rules` can say all \
            that they say.
            """,
        examples: [
            .bad(
                """
                build:
                  script: make
                  ⟦only⟧: [main, tags]
                """,
                says: "\"only\" is deprecated; say it with \"rules\""),
            .bad(
                """
                build:
                  script: make
                  ⟦except⟧: [schedules]
                """,
                says: "\"except\" is deprecated; say it with \"rules\"", isDocumented: false),
            .good(
                """
                build:
                  script: make
                  rules:
                    - if: $CI_COMMIT_BRANCH == "main"
                    - if: $CI_COMMIT_TAG
                """),
        ], references: ["https://docs.gitlab.com/ci/yaml/deprecated_keywords/#only--except"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        for keyword in ["only", "except"] {
            if let entry = job.entry(keyword) {
                report.report("\"\(keyword)\" is deprecated; say it with \"rules\"", at: entry.keySpan)
            }
        }
    }
}
