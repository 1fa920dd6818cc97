package import Diagnostics
import GitLabCI

/// Takes out of the findings what comments allow, and reports comments that allow nothing.
package struct Suppressions {
    /// The ids of the rules that were run: only of them it is known that an allowance is not needed.
    private let ran: Set<String>
    private let known: Set<String>

    /// - Parameters:
    ///   - ran: the ids of the rules that were run.
    ///   - known: the ids of all rules.
    package init(ran: Set<String>, known: Set<String>) {
        self.ran = ran
        self.known = known
    }

    /// The findings that are left, with those about the comments themselves.
    ///
    /// - Parameter files: the files whose comments count, also where nothing was found.
    package func applied(to findings: [Diagnostic], in files: [SourceFile]) -> [Diagnostic] {
        var all: [SourceFile: [Allowance]] = [:]
        for file in Set(files).union(findings.map(\.primary.file)) {
            let allowances = Allowance.all(in: file)
            if !allowances.isEmpty { all[file] = allowances }
        }
        guard !all.isEmpty else { return findings }
        var used: Set<SourceSpan> = []
        let left = findings.filter { finding in
            guard let allowances = all[finding.primary.file] else { return true }
            let line = finding.primary.startPosition.line
            var isAllowed = false
            for allowance in allowances where allowance.line.map({ $0 == line }) ?? true {
                for rule in allowance.rules where rule.id == finding.id && !allowance.reason.isEmpty {
                    used.insert(rule.span)
                    isAllowed = true
                }
            }
            return !isAllowed
        }
        let problems = all.values.flatMap { $0.flatMap { self.problems($0, used) } }
        return (left + problems).sorted(by: Diagnostic.precedes)
    }

    private func problems(_ allowance: Allowance, _ used: Set<SourceSpan>) -> [Diagnostic] {
        if allowance.reason.isEmpty {
            return [
                Self.finding(
                    "allowance-without-reason", .error, "an allowance needs a reason; write it behind the bracket",
                    at: allowance.span)
            ]
        }
        return allowance.rules.compactMap { rule in
            if ShellCheckReport.isID(rule.id) { return nil }
            if !known.contains(rule.id) {
                let near = Suggestion.nearest(to: rule.id, among: known.sorted())
                return Self.finding(
                    "allowance-unknown-rule", .error,
                    "there is no rule \"\(rule.id)\"" + (near.map { "; did you mean \"\($0)\"?" } ?? ""), at: rule.span)
            }
            guard ran.contains(rule.id), !used.contains(rule.span) else { return nil }
            return Self.finding(
                "allowance-unused", .warning, "nothing here needs the allowance of \"\(rule.id)\"; remove it",
                at: rule.span)
        }
    }

    /// The findings about allowances themselves, which are no rules'.
    package static let ids: Set<String> = ["allowance-without-reason", "allowance-unknown-rule", "allowance-unused"]

    private static func finding(
        _ id: String, _ severity: Diagnostic.Severity, _ message: String, at span: SourceSpan
    ) -> Diagnostic {
        var finding = Diagnostic(id: id, severity: severity, message: message, at: span)
        finding.category = "allowance"
        finding.confidence = .high
        return finding
    }
}
