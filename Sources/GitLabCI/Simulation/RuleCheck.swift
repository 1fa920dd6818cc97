package import Diagnostics

/// Something that decides a rule and is not known here.
package enum Dependency: Hashable, Sendable {
    case variable(String)
    case changedFiles
    /// The files of another project.
    case project(String)
    case projectPath
    case cluster
    /// Text that our matcher cannot decide on.
    case pattern(String)
}

/// One rule, and whether it applies.
package struct RuleCheck: Sendable {
    package let rule: ConfigValue
    package let applies: Truth
    /// The clause that keeps the rule from applying, or that cannot be decided: `if`, `changes` or `exists`.
    package let clause: String?
    package let dependencies: [Dependency]

    package var span: SourceSpan { rule.span }

    /// Whether the rule applies and has `changes` that do not name what to compare with.
    var comparesWithPush: Bool {
        guard let changes = rule["changes"], !changes.isNull, applies != .no else { return false }
        return !(changes.mapping?.hasValue("compare_to") ?? false)
    }
}

/// What a list of rules says.
package struct RulesResult: Sendable {
    /// The rules that were looked at, in order.
    package let checks: [RuleCheck]
    /// The rules that may be the one that counts: those that cannot be decided, then the first that applies for certain,
    /// or nil when there is none.
    package let candidates: [ConfigValue?]

    package var dependencies: [Dependency] {
        var found: [Dependency] = []
        for dependency in checks.flatMap(\.dependencies) where !found.contains(dependency) { found.append(dependency) }
        return found
    }
}
