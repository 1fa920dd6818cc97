/// GitLab's code quality report, for the widget of merge requests
/// (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
///
/// Paths are relative to the root of the project, without `./`, as the widget needs them. GitLab knows five severities;
/// an error with which no pipeline starts is `blocker`, that of a rule `critical`; what is unsafe is `major`. The description holds our message and GitLab's own.
package struct CodeQualityRenderer: ReportRenderer {
    package init() {}

    package func render(_ report: CheckReport) -> String {
        var fingerprint = Fingerprint()
        let issues = report.findings.map { issue($0, fingerprint.next($0)) }
        return JSON.array(issues).prettyText + "\n"
    }

    private func issue(_ finding: Diagnostic, _ fingerprint: String) -> JSON {
        let start = finding.primary.startPosition.line
        let end = finding.primary.endPosition.line
        return .object([
            "description": .string(finding.fullMessage(separator: "; ")),
            "check_name": .string(finding.id),
            "fingerprint": .string(fingerprint),
            "severity": .string(Self.severity(of: finding)),
            "location": .object([
                "path": .string(finding.primary.file.path),
                "lines": .object(["begin": .integer(start), "end": end > start ? .integer(end) : nil]),
            ]),
        ])
    }

    private static func severity(of finding: Diagnostic) -> String {
        switch finding.severity {
        case .error: finding.category == nil ? "blocker" : "critical"
        case .warning: finding.category == "unsafe" ? "major" : "minor"
        case .note: "info"
        }
    }
}
