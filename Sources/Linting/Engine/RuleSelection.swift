package import Diagnostics

/// Which rules are run, and which of their findings are shown.
package struct RuleSelection: Equatable, Sendable {
    /// The only rules to run; all when empty.
    package var rules: Set<String> = []
    /// The only categories to run; all when empty.
    package var categories: Set<RuleCategory> = []
    /// Rules that are not run.
    package var disabled: Set<String> = []
    /// Severities other than the rules' own.
    package var severities: [String: Diagnostic.Severity] = [:]
    package var minimumSeverity = Diagnostic.Severity.note
    /// Whether rules of low confidence are run too.
    package var isPedantic = false

    package init(minimumSeverity: Diagnostic.Severity = .note, isPedantic: Bool = false) {
        self.minimumSeverity = minimumSeverity
        self.isPedantic = isPedantic
    }

    func includes(_ about: RuleDescription) -> Bool {
        if disabled.contains(about.id) { return false }
        if rules.contains(about.id) { return true }
        return rules.isEmpty && (categories.isEmpty || categories.contains(about.category))
            && (isPedantic || about.confidence != .low)
    }

    /// What is to be shown of another program's findings, with the severity that is wanted.
    func selected(_ findings: [Diagnostic]) -> [Diagnostic] {
        findings.compactMap { finding in
            guard !disabled.contains(finding.id) else { return nil }
            var finding = finding
            finding.severity = severities[finding.id] ?? finding.severity
            return includes(finding) ? finding : nil
        }
    }

    func includes(_ finding: Diagnostic) -> Bool { finding.severity.weight >= minimumSeverity.weight }
}
