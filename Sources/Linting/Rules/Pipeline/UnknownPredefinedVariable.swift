import Diagnostics
import GitLabCI
import YAMLTree

/// See `about`.
package struct UnknownPredefinedVariable: Rule {
    package static let about = RuleDescription(
        id: "unknown-predefined-variable", category: .pipeline, severity: .warning,
        summary: "a variable looks like one of GitLab's, but GitLab has none of that name",
        why: """
            A variable that is not set is empty, in scripts as in rules, and nobody complains: an image is pushed without its \
            tag, a rule never matches. Names that begin with `CI_` and differ from a predefined variable by a slip are nearly \
            always meant to be that variable. Those that the file sets itself are left alone.
            """,
        fix: .unsafe,
        examples: [
            .bad(
                """
                build:
                  script: docker build -t "$CI_REGISTRY_IMAGE:$⟦CI_COMIT_SHA⟧" .
                """,
                says: "GitLab sets no variable \"CI_COMIT_SHA\"; did you mean \"CI_COMMIT_SHA\"?",
                fixed: """
                    build:
                      script: docker build -t "$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA" .
                    """),
            .bad(
                """
                build:
                  script: make
                  rules:
                    - if: $⟦CI_COMMIT_BRACH⟧ == $CI_DEFAULT_BRANCH
                """,
                says: "GitLab sets no variable \"CI_COMMIT_BRACH\"; did you mean \"CI_COMMIT_BRANCH\"?",
                fixed: """
                    build:
                      script: make
                      rules:
                        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                    """),
            .good(
                """
                variables:
                  CI_COMMIT_SHAS: "one two"

                build:
                  script:
                    - echo "$CI_COMMIT_SHA $CI_COMMIT_SHAS $CI_DEPLOYMENT_TARGET $GITLAB_USERNAME"
                """, title: "Names that are set in the file, or are like no other, may be the project's"),
        ], references: ["https://docs.gitlab.com/ci/variables/predefined_variables/"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        // To look through the whole file for each use would take long where there are many.
        var meant: [String: String?] = [:]
        for document in pipeline.documents {
            for use in VariableUse.predefined(in: document) where !PredefinedVariables.names.contains(use.name) {
                let known = meant[use.name]
                let name = known ?? meantName(for: use.name, in: pipeline)
                if known == nil { meant[use.name] = .some(name) }
                guard let near = name else { continue }
                report.report(
                    .unknown(use.name, near), at: use.span, fix: .unsafe("write \(near)", TextEdit(use.span, near)))
            }
        }
    }

    /// What GitLab sets under a similar name; nil where there is nothing, or the name may well be meant.
    private func meantName(for name: String, in pipeline: LintedPipeline) -> String? {
        // People set variables such as GITLAB_USERNAME in the project's settings.
        guard name.hasPrefix("CI_"),
            let near = Suggestion.nearest(to: name, among: PredefinedVariables.names, mistakes: 2),
            // A name that is written without a dollar sign anywhere may be set there.
            !isSet(name, in: pipeline)
        else { return nil }
        return near
    }

    /// Whether the name stands anywhere as a key or as the left side of an assignment.
    private func isSet(_ name: String, in pipeline: LintedPipeline) -> Bool {
        for node in pipeline.documents.flatMap(\.nodes) {
            guard case .scalar(let text, _) = node.content, text.contains(utf8: name) else { continue }
            if text == name { return true }
            for setting in ["\(name)=", "read \(name)", "read -r \(name)"] where text.contains(utf8: setting) {
                return true
            }
        }
        return false
    }
}

extension RuleMessage {
    fileprivate static func unknown(_ name: String, _ near: String) -> Self {
        "GitLab sets no variable \"\(name)\"; did you mean \"\(near)\"?"
    }
}
