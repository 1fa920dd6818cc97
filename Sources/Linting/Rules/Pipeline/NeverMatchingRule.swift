import Diagnostics
import GitLabCI

/// See `about`.
package struct NeverMatchingRule: Rule {
    package static let about = RuleDescription(
        id: "never-matching-rule", category: .pipeline, severity: .warning,
        summary: "a rule can match in no pipeline, or an earlier rule always matches first",
        why: """
            GitLab takes the first rule that matches. One whose `if` contradicts itself, or compares a predefined variable \
            with a value that it never has, looks as if it decided something and never does: `CI_COMMIT_BRANCH` is not set \
            in pipelines for merge requests and tags, `CI_PIPELINE_SOURCE` has a fixed list of values. The same goes for \
            every rule below one without conditions. The job is then missing, or there, for another reason than the file \
            says.
            """,
        examples: [
            .bad(
                """
                build:
                  script: make
                  rules:
                    - if: ⟦$CI_PIPELINE_SOURCE == "merge_request"⟧
                    - if: $CI_COMMIT_TAG
                """,
                says: """
                    the condition holds in no pipeline: CI_PIPELINE_SOURCE is never "merge_request"; did you mean \
                    "merge_request_event"?
                    """),
            .bad(
                """
                build:
                  script: make
                  rules:
                    - if: ⟦$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_COMMIT_BRANCH == "main"⟧
                    - if: $CI_COMMIT_TAG
                """,
                says: """
                    the condition holds in no pipeline: CI_COMMIT_BRANCH is not set in pipelines for merge requests; use \
                    CI_MERGE_REQUEST_SOURCE_BRANCH_NAME or CI_MERGE_REQUEST_TARGET_BRANCH_NAME
                    """),
            .bad(
                """
                build:
                  script: make
                  rules:
                    - if: $CI_COMMIT_TAG
                    - when: on_success
                    - ⟦if: $CI_COMMIT_BRANCH⟧
                      when: never
                """,
                says: "an earlier rule always matches, so that this one is never looked at; move it up or remove it"),
            .bad(
                """
                build:
                  script: make
                  rules:
                    - if: ⟦$CI_COMMIT_BRANCH && $CI_COMMIT_TAG⟧
                """,
                says: "the condition holds in no pipeline; correct it or remove the rule", isDocumented: false),
            .bad(
                """
                build:
                  script: make
                  rules:
                    - if: ⟦$CI_COMMIT_BRANCH == "main" && $CI_COMMIT_BRANCH == "master"⟧
                    - if: $CI_COMMIT_TAG
                """,
                says: "the condition holds in no pipeline: CI_COMMIT_BRANCH has one value; write || between them",
                isDocumented: false),
            .good(
                """
                build:
                  script: make
                  rules:
                    - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == "main"
                    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
                    - if: $RELEASE == "true" && $CI_COMMIT_TAG
                    - when: never
                """),
        ], references: ["https://docs.gitlab.com/ci/jobs/job_rules/", "https://docs.gitlab.com/ci/yaml/#rules"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        if let workflow = pipeline.outlook.workflow { check(workflow, &report) }
    }

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        if let rules = pipeline.outlook.rules(of: job) { check(rules, &report) }
    }

    private func check(_ outlook: RulesOutlook, _ report: inout Reporter) {
        for rule in outlook.rules {
            if rule.reached.isEmpty {
                let first = rule.value.mapping?.entries.first
                report.report(.shadowed, at: first?.span ?? rule.value.span)
            } else if let condition = rule.value["if"], let text = condition.string,
                rule.condition.fails == .all
            {
                report.report(.contradiction(Self.reason(text)), at: condition.span)
            }
        }
    }

    /// What is wrong with a condition, where it is one of the common slips.
    private static func reason(_ text: String) -> String? {
        guard let tree = (try? Expression(text))?.tree else { return nil }
        if case .binary(
            .and, .binary(.equals, .variable(let name), .text), .binary(.equals, .variable(let other), .text)) =
            tree, name == other
        {
            return "\(name) has one value; write || between them"
        }
        let sources = tree.valuesCompared(with: "CI_PIPELINE_SOURCE")
        for value in sources where PipelineSource(rawValue: value) == nil {
            let near = Suggestion.nearest(to: value, among: PipelineSource.allCases.map(\.rawValue))
            let guess = PipelineSource.allCases.map(\.rawValue).first { $0.hasPrefix(value) } ?? near
            return "CI_PIPELINE_SOURCE is never \"\(value)\"" + (guess.map { "; did you mean \"\($0)\"?" } ?? "")
        }
        if sources.contains(PipelineSource.mergeRequest.rawValue), tree.variableNames.contains("CI_COMMIT_BRANCH") {
            return "CI_COMMIT_BRANCH is not set in pipelines for merge requests; use "
                + "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME or CI_MERGE_REQUEST_TARGET_BRANCH_NAME"
        }
        return nil
    }
}

extension ExpressionTree {
    /// The texts that a variable is compared with by `==`.
    fileprivate func valuesCompared(with name: String) -> [String] {
        switch self {
        case .binary(.equals, .variable(name), .text(let text)), .binary(.equals, .text(let text), .variable(name)):
            [text]
        case .binary(_, let left, let right): left.valuesCompared(with: name) + right.valuesCompared(with: name)
        case .not(let operand): operand.valuesCompared(with: name)
        default: []
        }
    }
}

extension RuleMessage {
    fileprivate static var shadowed: Self {
        "an earlier rule always matches, so that this one is never looked at; move it up or remove it"
    }

    fileprivate static func contradiction(_ reason: String?) -> Self {
        "the condition holds in no pipeline\(reason.map { ": \($0)" } ?? "; correct it or remove the rule")"
    }
}
