/// A comment for a merge request, in GitLab's Markdown: a count, then a table for each file, errors first.
package struct MarkdownRenderer: ReportRenderer {
    /// GitLab refuses comments of more than a million characters; nobody reads more than a few hundred findings.
    private static let limit = 200

    package init() {}

    package func render(_ report: CheckReport) -> String {
        let findings = report.findings
        var text = "### \(report.tool.name): \(Self.count(of: findings))\n"
        for failure in report.failures { text += "\n- :x: \(Self.escaped(failure.message))\n" }
        let shown = findings.prefix(Self.limit)
        let paths = shown.map(\.primary.file.path).reduce(into: [String]()) { paths, path in
            if !paths.contains(path) { paths.append(path) }
        }
        for path in paths {
            text += "\n**\(Self.code(path))**\n\n| Line | | Finding |\n|---:|---|---|\n"
            let own = shown.filter { $0.primary.file.path == path }
            for severity in Diagnostic.Severity.allCases {
                for finding in own where finding.severity == severity { text += row(finding) }
            }
        }
        if findings.count > shown.count { text += "\n… and \(findings.count - shown.count) more.\n" }
        if !report.isComplete {
            text += "\nThe result is incomplete: something could not be looked at.\n"
        }
        return text
    }

    private func row(_ finding: Diagnostic) -> String {
        let name = finding.docs.map { "[\(finding.id)](\($0))" } ?? finding.id
        var cell = "\(Self.escaped(finding.fullMessage(separator: "; "))) (\(name))"
        if let fix = finding.fix, finding.category != nil {
            cell += "<br>`--fix\(fix.safety == .unsafe ? " --unsafe" : "")` can mend it"
        }
        let position = finding.primary.startPosition
        return "| \(position.line) | \(Self.symbol(finding.severity)) | \(cell) |\n"
    }

    private static func count(of findings: [Diagnostic]) -> String {
        let parts = Diagnostic.Severity.allCases.compactMap { severity -> String? in
            let count = findings.filter { $0.severity == severity }.count
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        return parts.isEmpty ? "nothing to complain about" : parts.joined(separator: ", ")
    }

    private static func symbol(_ severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: ":x: error"
        case .warning: ":warning: warning"
        case .note: ":information_source: note"
        }
    }

    /// The text as code, on one line: in more backticks than stand together in it.
    private static func code(_ text: String) -> String {
        let text = TextRenderer.visible(text)
        let longest = text.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count).max() ?? 0
        guard longest > 0 else { return "`\(text)`" }
        let fence = String(repeating: "`", count: longest + 1)
        return "\(fence) \(text) \(fence)"
    }

    /// The text as it is: no markup, no reference to people or anything else of GitLab's, no end of the cell.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in TextRenderer.visible(text).unicodeScalars {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "|", "\\", "`", "*", "_", "[", "]": result += "\\\(scalar)"
            // GitLab would link these, and notify whoever is named; it looks for them behind HTML's entities too
            // (https://docs.gitlab.com/user/markdown/#gitlab-specific-references).
            case "$", "%", "#", "&", "@", "!", "~", "^": result += "\\\(scalar)"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
