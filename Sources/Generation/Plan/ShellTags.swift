import BuildKit
import BuildRequests

/// The rules of docker/metadata-action that a POSIX shell can follow, made ready for it.
struct ShellTags: Equatable, Sendable {
    /// One rule: when it yields a tag, which, and whether `latest` goes with it.
    struct Step: Equatable, Sendable {
        /// A condition of `if`; nil for always.
        let condition: String?
        /// The tag before it is rewritten by the tag grammar: variables of GitLab, and `$short_sha`.
        let value: VariableText
        let isLatest: Bool
    }

    /// The most important first.
    let steps: [Step]
    let latest: TagFlavor.Latest
    /// The tag that `latest` is written as.
    let latestName: String

    /// Whether a step uses `$short_sha`.
    var usesShortSHA: Bool { steps.contains { $0.value.variables.contains("short_sha") } }

    init(_ rules: [TagRule], flavor: TagFlavor) {
        // `sorted` is stable: rules of the same priority keep their order.
        steps = rules.sorted { $0.priority > $1.priority }.compactMap { Self.step($0, flavor) }
        latest = flavor.latest
        latestName =
            (flavor.prefixesLatest ? flavor.prefix : "") + "latest" + (flavor.suffixesLatest ? flavor.suffix : "")
    }

    /// Why a rule is beyond a shell; nil where it is not.
    static func obstacle(_ rule: TagRule) -> String? {
        switch rule.kind {
        case .semver: return "type=semver compares and takes apart versions"
        case .pep440: return "type=pep440 compares and takes apart versions"
        case .match: return "type=match uses regular expressions of JavaScript"
        case .schedule(let pattern) where pattern.contains("{{"): return "{{date}} formats dates"
        default: break
        }
        for text in [value(rule), rule.prefix ?? "", rule.suffix ?? ""] where expression(text) == nil {
            return "\"\(text)\" has an expression other than branch, tag, sha and base_ref"
        }
        return condition(enable: rule.enable) == nil ? "enable=\(rule.enable) is computed" : nil
    }

    private static func step(_ rule: TagRule, _ flavor: TagFlavor) -> Step? {
        guard let enable = condition(enable: rule.enable), enable != .never,
            let value = expression((rule.prefix ?? flavor.prefix) + value(rule) + (rule.suffix ?? flavor.suffix))
        else { return nil }
        let conditions = [enable.text, occasion(rule)].compactMap(\.self)
        return Step(
            condition: conditions.isEmpty ? nil : conditions.joined(separator: " && "), value: VariableText(value),
            isLatest: rule.kind == .ref(.tag))
    }

    /// The value of a rule, with expressions.
    private static func value(_ rule: TagRule) -> String {
        switch rule.kind {
        case .schedule(let pattern): pattern
        case .edge: "edge"
        case .ref(.branch): "$CI_COMMIT_BRANCH"
        case .ref(.tag): "$CI_COMMIT_TAG"
        case .ref(.pr): "$CI_MERGE_REQUEST_IID"
        case .raw(let value): value
        case .sha(let isLong): isLong ? "$CI_COMMIT_SHA" : "${short_sha}"
        case .semver, .pep440, .match: ""
        }
    }

    /// When a rule of its type applies.
    private static func occasion(_ rule: TagRule) -> String? {
        switch rule.kind {
        case .schedule: "[ \"$CI_PIPELINE_SOURCE\" = schedule ]"
        // A merge request's pipeline has no branch, but it may have a tag's variables only if it is none.
        case .edge(let branch):
            "[ -n \"$CI_COMMIT_BRANCH\" ] && [ \"$CI_COMMIT_BRANCH\" = "
                + (branch.isEmpty ? "\"$CI_DEFAULT_BRANCH\"" : ShellWord.quoting(literal: branch)) + " ]"
        case .ref(.branch): "[ -n \"$CI_COMMIT_BRANCH\" ]"
        case .ref(.tag): "[ -n \"$CI_COMMIT_TAG\" ]"
        case .ref(.pr): "[ -n \"$CI_MERGE_REQUEST_IID\" ]"
        case .raw, .sha, .semver, .pep440, .match: nil
        }
    }

    private enum Enable: Equatable {
        case always, never
        case shell(String)

        var text: String? { if case .shell(let text) = self { text } else { nil } }
    }

    private static func condition(enable: String) -> Enable? {
        switch enable.filter({ $0 != " " }) {
        case "true": .always
        case "false": .never
        case "{{is_default_branch}}":
            .shell("[ -n \"$CI_COMMIT_BRANCH\" ] && [ \"$CI_COMMIT_BRANCH\" = \"$CI_DEFAULT_BRANCH\" ]")
        case "{{is_not_default_branch}}":
            .shell("[ \"$CI_COMMIT_BRANCH\" != \"$CI_DEFAULT_BRANCH\" ]")
        default: nil
        }
    }

    /// A text whose expressions have become variables; nil where one has no variable.
    private static func expression(_ text: String) -> String? {
        guard text.contains("{{") else { return text }
        guard let template = try? MetadataTemplate(text) else { return nil }
        var result = ""
        for part in template.parts {
            switch part {
            case .text(let literal): result += literal
            case .expression(let expression):
                switch expression.name {
                case "branch": result += "${CI_COMMIT_BRANCH}"
                case "tag": result += "${CI_COMMIT_TAG}"
                case "sha": result += "${short_sha}"
                case "base_ref": result += "${CI_MERGE_REQUEST_TARGET_BRANCH_NAME}"
                default: return nil
                }
            }
        }
        return result
    }
}
