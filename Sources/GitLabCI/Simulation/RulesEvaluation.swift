/// Evaluates `rules`: the first one that applies counts (https://docs.gitlab.com/ci/yaml/#rules).
struct RulesEvaluation {
    let scope: VariableScope
    let request: SimulationRequest
    let files: any ProjectFiles

    /// GitLab stops comparing patterns with paths here, and takes them to match.
    private static let comparisonLimit = 50_000

    func evaluate(_ rules: ConfigValue) -> RulesResult {
        var checks: [RuleCheck] = []
        var candidates: [ConfigValue?] = []
        for rule in rules.flattened {
            let check = check(rule)
            checks.append(check)
            switch check.applies {
            case .no: continue
            case .unknown: candidates.append(rule)
            case .yes: return RulesResult(checks: checks, candidates: candidates + [rule])
            }
        }
        return RulesResult(checks: checks, candidates: candidates + [nil])
    }

    private func check(_ rule: ConfigValue) -> RuleCheck {
        var doubts: [(clause: String, dependencies: [Dependency])] = []
        for entry in rule.mapping?.entries ?? [] where !entry.value.isNull {
            let answer: Answer
            switch entry.name {
            case "if": answer = holds(entry.value.string ?? "")
            case "changes": answer = changes(entry.value)
            case "exists": answer = exists(entry.value)
            default: continue
            }
            switch answer {
            case .yes: continue
            case .no: return RuleCheck(rule: rule, applies: .no, clause: entry.name, dependencies: [])
            case .unknown(let dependencies): doubts.append((entry.name, dependencies))
            }
        }
        guard let first = doubts.first else {
            return RuleCheck(rule: rule, applies: .yes, clause: nil, dependencies: [])
        }
        return RuleCheck(
            rule: rule, applies: .unknown, clause: first.clause, dependencies: doubts.flatMap(\.dependencies))
    }

    /// Whether a condition holds.
    enum Answer {
        case yes
        case no
        case unknown([Dependency])
    }

    // MARK: if

    func holds(_ expression: String) -> Answer {
        guard let parsed = try? Expression(expression) else { return .no }
        switch parsed.isTrue(in: scope.expressionContext) {
        case .yes: return .yes
        case .no: return .no
        case .unknown:
            let names = parsed.tree.variableNames.filter(scope.unknown.contains)
            return .unknown(names.isEmpty ? [.pattern(expression)] : names.map(Dependency.variable))
        }
    }

    // MARK: changes

    private func changes(_ value: ConfigValue) -> Answer {
        let base = value.mapping.flatMap { $0.hasValue("compare_to") ? $0["compare_to"] : nil }
        // Without a list of files the condition holds, unless it names what to compare with.
        guard base != nil || request.hasChanges else { return .yes }
        guard let changed = request.changedPaths else { return .unknown([.changedFiles]) }
        let paths = value.mapping.map { $0["paths"]?.sequence ?? [] } ?? value.sequence ?? []
        return match(paths.compactMap(\.string), changed, isNested: true)
    }

    /// `only:changes` and `except:changes`, whose patterns take no variables.
    func changesOfPolicy(_ value: ConfigValue) -> Answer {
        guard request.hasChanges else { return .yes }
        guard let changed = request.changedPaths else { return .unknown([.changedFiles]) }
        let patterns = (value.sequence ?? []).compactMap(\.string)
        return changed.contains { path in patterns.contains { PathGlob.matchesPath($0, path) } } ? .yes : .no
    }

    private func match(_ patterns: [String], _ paths: [String], isNested: Bool) -> Answer {
        var unknown: [String] = []
        var known: [String] = []
        for pattern in patterns {
            let expanded = scope.expand(pattern, isNested: isNested)
            if expanded.unknown.isEmpty { known.append(expanded.text) } else { unknown += expanded.unknown }
        }
        if paths.count * known.count > Self.comparisonLimit { return .yes }
        if paths.contains(where: { path in known.contains { PathGlob.matchesPath($0, path) } }) { return .yes }
        return unknown.isEmpty ? .no : .unknown(unknown.map(Dependency.variable))
    }

    // MARK: exists

    private func exists(_ value: ConfigValue) -> Answer {
        if let project = value.mapping?["project"], !project.isNull {
            return .unknown([.project(project.string ?? RubyText.string(project))])
        }
        let listed = value.mapping.map { $0["paths"] } ?? value
        let patterns = (listed?.sequence ?? listed.map { [$0] } ?? []).compactMap(\.string)
        guard !patterns.isEmpty else { return .no }
        let paths = files.paths
        var unknown: [String] = []
        var comparisons = 0
        for pattern in patterns {
            let expanded = scope.expand(pattern, isNested: false)
            guard expanded.unknown.isEmpty else {
                unknown += expanded.unknown
                continue
            }
            if Self.exists(expanded.text, in: paths, &comparisons) { return .yes }
        }
        return unknown.isEmpty ? .no : .unknown(unknown.map(Dependency.variable))
    }

    /// A path without wildcards is compared whole, and one that begins with a dot after `**/*` by its end.
    private static func exists(_ pattern: String, in paths: [String], _ comparisons: inout Int) -> Bool {
        guard pattern.contains(where: { "*?[{".contains($0) }) else { return paths.contains(pattern) }
        let end = pattern.hasPrefix("**/*") ? pattern.dropFirst(4) : pattern[...]
        if end.hasPrefix("."), !end.contains(where: { "/*?[{".contains($0) }) {
            return paths.contains { $0.hasSuffix(end) }
        }
        comparisons += paths.count
        return comparisons > comparisonLimit || paths.contains { PathGlob.matchesPath(pattern, $0) }
    }
}
