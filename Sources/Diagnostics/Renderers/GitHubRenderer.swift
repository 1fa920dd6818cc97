/// Workflow commands of GitHub Actions, a line for each finding, which show it at its line
/// (https://docs.github.com/actions/reference/workflow-commands-for-github-actions).
package struct GitHubRenderer: ReportRenderer {
    package init() {}

    package func render(_ report: CheckReport) -> String {
        let findings = report.findings.map(line)
        let failures = report.failures.map { "::error::" + Self.data($0.message) + "\n" }
        return (findings + failures).joined()
    }

    private func line(_ finding: Diagnostic) -> String {
        let (start, end) = (finding.primary.startPosition, finding.primary.endPosition)
        var properties = [
            "file=\(Self.property(finding.primary.file.path))", "line=\(start.line)", "col=\(start.column)",
        ]
        if end.line == start.line, end.column > start.column { properties.append("endColumn=\(end.column)") }
        if end.line > start.line { properties.append("endLine=\(end.line)") }
        properties.append("title=\(Self.property(finding.id))")
        let text = [finding.fullMessage(separator: "\n"), finding.help].compactMap(\.self).joined(separator: "\n")
        return "::\(Self.command(finding.severity)) \(properties.joined(separator: ","))::\(Self.data(text))\n"
    }

    private static func command(_ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .note: "notice"
        }
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
