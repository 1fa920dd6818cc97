package import Diagnostics

/// The lists of all rules.
package enum RuleIndex {
    /// The page that leads to those of the rules.
    package static func markdown(_ rules: [any Rule] = AllRules.all) -> String {
        var text = """
            # Rules

            What `buildkit-ci lint` says beyond GitLab's own verdict. `buildkit-ci explain RULE` shows the page of a rule in the
            terminal.

            """
        for (category, rules) in grouped(rules) {
            text += "\n## \(category.title)\n\n| Rule | | Severity | Fix |\n|---|---|---|---|\n"
            for about in rules {
                text += "| [\(about.id)](Rules/\(about.id).md) | \(about.summary.replacing("|", with: "\\|")) "
                text += "| \(about.severity.rawValue) | \(about.fix.rawValue) |\n"
            }
        }
        return text
    }

    /// For a terminal.
    package static func text(_ rules: [any Rule] = AllRules.all) -> String {
        let width = rules.map { type(of: $0).about.id.count }.max() ?? 0
        return grouped(rules).map { category, rules in
            (["\(category.rawValue):"]
                + rules.map { about in
                    let padding = String(repeating: " ", count: width - about.id.count)
                    return "  \(about.id)\(padding)  \(about.summary)\(about.confidence == .low ? " (pedantic)" : "")"
                }).joined(separator: "\n")
        }.joined(separator: "\n\n") + "\n"
    }

    /// For programs.
    package static func json(_ rules: [any Rule] = AllRules.all) -> JSON {
        .array(
            grouped(rules).flatMap(\.rules).map { about in
                .object([
                    "id": .string(about.id), "category": .string(about.category.rawValue),
                    "severity": .string(about.severity.rawValue), "confidence": .string(about.confidence.rawValue),
                    "fix": .string(about.fix.rawValue), "since": .string(about.since),
                    "summary": .string(about.summary), "why": .string(about.why),
                    "references": .strings(about.references), "aliases": .strings(about.aliases),
                ])
            })
    }

    private static func grouped(_ rules: [any Rule]) -> [(category: RuleCategory, rules: [RuleDescription])] {
        let all = rules.map { type(of: $0).about }.sorted { $0.id < $1.id }
        return RuleCategory.allCases.compactMap { category in
            let own = all.filter { $0.category == category }
            return own.isEmpty ? nil : (category, own)
        }
    }
}
