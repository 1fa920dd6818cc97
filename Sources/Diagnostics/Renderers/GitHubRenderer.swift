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

    private static func data(_ text: String) -> String { escaped(text, "%\r\n") }

    private static func property(_ text: String) -> String { escaped(text, "%\r\n:,") }

    /// By scalars: to Swift CR LF is one character, which is neither.
    private static func escaped(_ text: String, _ special: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if special.unicodeScalars.contains(scalar) {
                let hex = String(scalar.value, radix: 16, uppercase: true)
                result += (hex.utf8.count < 2 ? "%0" : "%") + hex
            } else {
                result.unicodeScalars.append(TextRenderer.visible(scalar))
            }
        }
        return result
    }
}
