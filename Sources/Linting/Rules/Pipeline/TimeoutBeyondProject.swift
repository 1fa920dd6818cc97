import Diagnostics
import GitLabCI

/// See `about`.
package struct TimeoutBeyondProject: Rule {
    package static let about = RuleDescription(
        id: "timeout-beyond-project", category: .pipeline, severity: .note, confidence: .low,
        summary: "a job's `timeout` is longer than the hour that projects have by default",
        why: """
            A job's `timeout` may be longer than that of its project, but never longer than the maximum of the runner, which \
            administrators set with the project's limit in mind. The job is then ended earlier than the file says. A build that \
            takes more than an hour mostly lacks a cache. The limits of your project and runners are not known here: the rule \
            compares with GitLab's default.
            """,
        examples: [
            .bad(
                """
                build:
                  script: make
                  timeout: ⟦3 hours⟧
                """,
                says: """
                    "3 hours" is longer than the default limit of a project, 1 hour; see that the runner's maximum allows it
                    """),
            .good(
                """
                build:
                  script: make
                  timeout: 50 minutes
                """),
        ], references: ["https://docs.gitlab.com/ci/yaml/#timeout"])

    /// The limit of a new project, in seconds (https://docs.gitlab.com/ci/pipelines/settings/#set-a-limit-for-how-long-jobs-can-run).
    private static let projectLimit = 3600.0

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let timeout = job["timeout"], let text = timeout.string, let seconds = Duration.seconds(text),
            seconds > Self.projectLimit
        else { return }
        report.report(
            "\"\(text)\" is longer than the default limit of a project, 1 hour; see that the runner's maximum allows it",
            at: timeout.span)
    }
}
