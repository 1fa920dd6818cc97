/// Evaluates `only` and `except`, the forerunners of `rules` (https://docs.gitlab.com/ci/yaml/deprecated_keywords/#only--except).
///
/// All conditions of `only` have to hold and none of `except`. A job without any of the three keywords has
/// `only: [branches, tags]`, unless the workflow has rules.
struct PolicyEvaluation {
    /// What the policies say.
    enum Outcome {
        case included
        /// By which condition, and its value; without one it is GitLab's default.
        case excluded(condition: String, ConfigValue?)
        case unknown(condition: String, ConfigValue?, [Dependency])
    }

    let rules: RulesEvaluation
    private var request: SimulationRequest { rules.request }

    /// The refs that count where a job names none.
    private static let defaultRefs = ["branches", "tags"]

    func evaluate(_ job: ConfigMapping, workflowHasRules: Bool) -> Outcome {
        let only = job["only"].flatMap { $0.isNull ? nil : $0 }
        let except = job["except"].flatMap { $0.isNull ? nil : $0 }
        var doubt: Outcome?
        for condition in onlyConditions(only, workflowHasRules: workflowHasRules) {
            switch condition.answer {
            case .yes: continue
            case .no: return .excluded(condition: "only:\(condition.name)", condition.value)
            case .unknown(let dependencies):
                doubt = doubt ?? .unknown(condition: "only:\(condition.name)", condition.value, dependencies)
            }
        }
        for condition in conditions(of: except) {
            switch condition.answer {
            case .yes: return .excluded(condition: "except:\(condition.name)", condition.value)
            case .no: continue
            case .unknown(let dependencies):
                doubt = doubt ?? .unknown(condition: "except:\(condition.name)", condition.value, dependencies)
            }
        }
        return doubt ?? .included
    }

    private struct Condition {
        let name: String
        let answer: RulesEvaluation.Answer
        let value: ConfigValue?
    }

    /// `refs` has a default even where other conditions are written.
    private func onlyConditions(_ only: ConfigValue?, workflowHasRules: Bool) -> [Condition] {
        guard let only else {
            return workflowHasRules ? [] : [Condition(name: "refs", answer: refs(Self.defaultRefs), value: nil)]
        }
        let written = conditions(of: only)
        guard only.isMapping, !written.contains(where: { $0.name == "refs" }) else { return written }
        return [Condition(name: "refs", answer: refs(Self.defaultRefs), value: nil)] + written
    }

    private func conditions(of policy: ConfigValue?) -> [Condition] {
        guard let policy else { return [] }
        if let members = policy.sequence {
            return [Condition(name: "refs", answer: refs(members.compactMap(\.string)), value: policy)]
        }
        return (policy.mapping?.entries ?? []).compactMap { entry in
            let answer: RulesEvaluation.Answer
            switch entry.name {
            case "refs": answer = refs((entry.value.sequence ?? []).compactMap(\.string))
            case _ where entry.value.isNull: return nil
            case "variables": answer = any((entry.value.sequence ?? []).compactMap(\.string).map(rules.holds))
            case "changes": answer = rules.changesOfPolicy(entry.value)
            case "kubernetes": answer = cluster
            default: return nil
            }
            return Condition(name: entry.name, answer: answer, value: entry.value)
        }
    }

    private func any(_ answers: [RulesEvaluation.Answer]) -> RulesEvaluation.Answer {
        var dependencies: [Dependency] = []
        for answer in answers {
            if case .yes = answer { return .yes }
            if case .unknown(let more) = answer { dependencies += more }
        }
        return dependencies.isEmpty ? .no : .unknown(dependencies)
    }

    private var cluster: RulesEvaluation.Answer {
        guard let value = rules.scope.values["CI_KUBERNETES_ACTIVE"] else { return .unknown([.cluster]) }
        return value == "true" ? .yes : .no
    }

    // MARK: refs

    private func refs(_ patterns: [String]) -> RulesEvaluation.Answer { any(patterns.map(matches)) }

    /// `pattern` or `pattern@group/project`.
    private func matches(_ pattern: String) -> RulesEvaluation.Answer {
        let parts = pattern.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let answer = matchesRef(parts[0])
        guard parts.count > 1 else { return answer }
        if case .no = answer { return .no }
        guard let project = request.project else { return .unknown([.projectPath]) }
        return project == parts[1] ? answer : .no
    }

    private func matchesRef(_ pattern: String) -> RulesEvaluation.Answer {
        if pattern == "tags", request.isTag { return .yes }
        if pattern == "branches", request.isForBranch { return .yes }
        if request.source.isMeant(by: pattern) { return .yes }
        // Names and patterns count for branches and tags, not for merge requests.
        guard request.isForBranch || request.isTag else { return .no }
        guard let parts = SlashPattern.parts(of: pattern) else { return pattern == request.ref ? .yes : .no }
        guard let expression = try? RE2(parts.expression) else { return .no }
        switch expression.matches(request.ref) {
        case true?: return .yes
        case false?: return .no
        case nil: return .unknown([.pattern(pattern)])
        }
    }
}
