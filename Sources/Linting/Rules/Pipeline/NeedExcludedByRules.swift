import Diagnostics
import GitLabCI

/// See `about`.
package struct NeedExcludedByRules: Rule {
    package static let about = RuleDescription(
        id: "need-excluded-by-rules", category: .pipeline, severity: .error,
        summary: "a job needs one that its rules keep out of the same pipeline, so that GitLab refuses the pipeline",
        why: """
            A needed job must be in the pipeline. Where the rules of the two jobs differ, there are pipelines that have the one \
            and not the other, and GitLab creates none at all: it says that the job needs another one that "does not exist in \
            the pipeline". Whether a file is valid does not show it; the first tag or merge request does.
            """,
        remedy: "Give both jobs the same rules, or mark the need as `optional: true`.",
        examples: [
            .bad(
                """
                build:
                  script: make
                  rules:
                    - if: $CI_COMMIT_BRANCH

                deploy:
                  script: make deploy
                  needs: [⟦build⟧]
                  rules:
                    - if: $CI_COMMIT_TAG
                """,
                says: """
                    job "build" is not in the pipeline of a push of a tag, which has "deploy": GitLab refuses it; let "build" in \
                    as well, or make the need optional
                    """),
            .bad(
                """
                build:
                  script: make

                deploy:
                  script: make deploy
                  needs:
                    - job: ⟦build⟧
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
                """,
                says: """
                    job "build" is not in the pipeline of a merge request, which has "deploy": GitLab refuses it; let "build" in \
                    as well, or make the need optional
                    """),
            .good(
                """
                build:
                  script: make
                  rules:
                    - if: $CI_COMMIT_BRANCH

                deploy:
                  script: make deploy
                  needs:
                    - job: build
                      optional: true
                  rules:
                    - if: $CI_COMMIT_TAG
                """),
        ], references: ["https://docs.gitlab.com/ci/yaml/#needsoptional"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard pipeline.isComplete, let needs = job.job.needs, !needs.isEmpty else { return }
        let present = pipeline.outlook.outlook(of: job).runs
        guard !present.isEmpty else { return }
        for need in needs where !need.isOptional {
            guard let needed = pipeline.pipeline.job(named: need.name), !needed.configName.isEmpty,
                let other = pipeline.job(named: needed.configName), !other.isUncertain
            else { continue }
            let missing = present.subtracting(pipeline.outlook.outlook(of: other).mayRun)
            guard let kind = missing.members.first else { continue }
            report.report(
                .excluded(other.name, from: kind, which: job.name), at: need.span,
                related: [.init(other.nameSpan, "the needed job")])
        }
    }
}

extension RuleMessage {
    fileprivate static func excluded(_ need: String, from kind: PipelineKind, which job: String) -> Self {
        """
        job "\(need)" is not in the pipeline of \(kind.description), which has "\(job)": GitLab refuses it; let "\(need)" in \
        as well, or make the need optional
        """
    }
}
