import Diagnostics
import GitLabCI
import YAMLTree

/// See `about`.
package struct UnreadRuleVariable: Rule {
    package static let about = RuleDescription(
        id: "unread-rule-variable", category: .pipeline, severity: .note, confidence: .low,
        summary: "a rule sets a variable that nothing in the configuration reads",
        why: """
            `rules:variables` gives a job other values in some pipelines. A name that no script, no other value and no rule \
            mentions is often the old name of a variable, or a slip, so that the job does the same in all of them. Programs that \
            the script starts may read it all the same, which cannot be seen here.
            """,
        examples: [
            .bad(
                """
                deploy:
                  variables:
                    TARGET: staging
                  script: ./deploy.sh "$TARGET"
                  rules:
                    - if: $CI_COMMIT_TAG
                      variables:
                        ⟦TRAGET⟧: production
                    - if: $CI_COMMIT_BRANCH
                """,
                says: "nothing in the configuration reads \"TRAGET\"; did you mean \"TARGET\"?"),
            .bad(
                """
                workflow:
                  rules:
                    - if: $CI_COMMIT_TAG
                      variables:
                        ⟦IS_RELEASE⟧: "true"
                    - when: always

                build:
                  script: make
                """, says: "nothing in the configuration reads \"IS_RELEASE\"; remove it, or use it",
                isDocumented: false),
            .good(
                """
                deploy:
                  script: ./deploy.sh "$TARGET"
                  rules:
                    - if: $CI_COMMIT_TAG
                      variables:
                        TARGET: production
                        GIT_DEPTH: "1"
                """),
        ], references: ["https://docs.gitlab.com/ci/yaml/#rulesvariables"])

    /// Beginnings of names that GitLab Runner, its helpers and the usual builders read.
    private static let readByTools = [
        "ARTIFACT_", "BUILDCTL", "BUILDKIT", "CACHE_", "CI_", "DAST_", "DOCKER_", "FF_", "GIT_", "GITLAB_", "KANIKO_",
        "KUBERNETES_", "SAST_", "SECURE_", "SECRET_DETECTION_",
    ]

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        if let rules = pipeline.root["workflow"]?["rules"] { check(rules, in: pipeline, &report) }
    }

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        guard !job.isBridge, let rules = job["rules"] else { return }
        check(rules, in: pipeline, &report)
    }

    private func check(_ rules: ConfigValue, in pipeline: LintedPipeline, _ report: inout Reporter) {
        for rule in rules.flattened {
            for entry in rule["variables"]?.mapping?.entries ?? [] {
                let name = entry.name
                guard !Self.readByTools.contains(where: name.hasPrefix), !isRead(name, in: pipeline) else { continue }
                let near = Suggestion.nearest(to: name, among: pipeline.variableNames, mistakes: 2)
                report.report(.unread(name, near), at: entry.keySpan)
            }
        }
    }

    /// Whether the name is part of any value, rather than a key.
    private func isRead(_ name: String, in pipeline: LintedPipeline) -> Bool {
        pipeline.documents.contains { document in
            document.nodes.contains { node in
                guard case .scalar(let text, _) = node.content else { return false }
                return text != name && text.contains(utf8: name)
            }
        }
    }
}

extension LintedPipeline {
    /// The names of variables that the file sets.
    fileprivate var variableNames: [String] {
        globalVariables.map(\.name) + jobs.flatMap(\.variables.keys).sorted()
    }
}

extension RuleMessage {
    fileprivate static func unread(_ name: String, _ near: String?) -> Self {
        let advice = near.map { "did you mean \"\($0)\"?" } ?? "remove it, or use it"
        return "nothing in the configuration reads \"\(name)\"; \(advice)"
    }
}
