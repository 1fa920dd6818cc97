import Diagnostics
import YAMLTree

/// See `about`.
package struct DuplicateKey: Rule {
    package static let about = RuleDescription(
        id: "duplicate-key", category: .pipeline, severity: .warning,
        summary: "a key stands twice in one map, and only the last one counts",
        why: """
            YAML forbids two equal keys in one map, but GitLab's parser takes the last one without a word. What the first \
            one said is gone: a job that is defined twice loses its first definition, a second `script` replaces the first. \
            It is nearly always a copy that was meant to get another name.
            """,
        remedy: "Remove one of the two, or give them two names.",
        examples: [
            .bad(
                """
                build:
                  script: make
                  ⟦script⟧: make install
                """,
                says: "\"script\" stands twice in one map; GitLab silently uses the last"),
            .bad(
                """
                test:
                  script: make test
                ⟦test⟧:
                  script: make check
                """,
                says: "\"test\" stands twice in one map; GitLab silently uses the last",
                without: [.extends, .anchor]),
            .good(
                """
                build:
                  script:
                    - make
                    - make install
                """),
        ], references: ["https://docs.gitlab.com/ci/yaml/yaml_optimization/"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        for keys in pipeline.duplicateKeys {
            report.report(
                .duplicate(keys.key), at: keys.again, related: [.init(keys.first, "first defined here")],
                help: "remove one of them, or give them two names")
        }
    }
}

extension RuleMessage {
    fileprivate static func duplicate(_ key: String) -> Self {
        "\"\(key)\" stands twice in one map; GitLab silently uses the last"
    }
}
