import Diagnostics
import GitLabCI

/// See `about`.
package struct NeededArtifactsMissing: Rule {
    package static let about = RuleDescription(
        id: "needed-artifacts-missing", category: .pipeline, severity: .warning,
        summary: "a job asks for the artifacts of one that has none",
        why: """
            `dependencies` and `needs:artifacts: true` fetch what another job has kept by `artifacts`. Where that job keeps \
            nothing, nothing is fetched, and GitLab does not say so: the script finds its files missing, or uses stale ones from \
            a cache or a shared checkout.
            """,
        remedy: "Add `artifacts` to the needed job, or take the job out of `dependencies`.",
        examples: [
            .bad(
                """
                build:
                  script: make

                pack:
                  script: tar cf app.tar app
                  needs:
                    - job: ⟦build⟧
                      artifacts: true
                """,
                says:
                    "job \"build\" has no artifacts that could be fetched; add \"artifacts\" to it, or do not ask for them"
            ),
            .bad(
                """
                build:
                  stage: build
                  script: make

                pack:
                  stage: deploy
                  script: tar cf app.tar app
                  dependencies: [⟦build⟧]
                """,
                says:
                    "job \"build\" has no artifacts that could be fetched; add \"artifacts\" to it, or do not ask for them"
            ),
            .good(
                """
                build:
                  script: make
                  artifacts:
                    paths: [app]

                lint:
                  script: make lint

                pack:
                  script: tar cf app.tar app
                  needs: [build, lint]
                """, title: "A need without `artifacts` may be there for the order alone"),
        ],
        references: [
            "https://docs.gitlab.com/ci/yaml/#needsartifacts", "https://docs.gitlab.com/ci/yaml/#dependencies",
        ])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard pipeline.isComplete else { return }
        for name in job["dependencies"]?.flattened ?? [] { check(name, in: pipeline, &report) }
        for need in job["needs"]?.flattened ?? []
        where need["artifacts"]?.bool == true && need["pipeline"] == nil && need["project"] == nil {
            if let name = need["job"] { check(name, in: pipeline, &report) }
        }
    }

    private func check(_ name: ConfigValue, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard let text = name.string, let configName = pipeline.pipeline.job(named: text)?.configName ?? name.string,
            let needed = pipeline.job(named: configName), !needed.isUncertain, needed["artifacts"] == nil,
            // A job for Pages keeps its site without being told.
            needed["pages"] == nil, needed.name != "pages"
        else { return }
        report.report(.nothingKept(needed.name), at: name.span, related: [.init(needed.nameSpan, "has no artifacts")])
    }
}

extension RuleMessage {
    fileprivate static func nothingKept(_ job: String) -> Self {
        "job \"\(job)\" has no artifacts that could be fetched; add \"artifacts\" to it, or do not ask for them"
    }
}
