/// Findings for people: one line that editors and terminals understand, `file:line:column: severity: message`, then the
/// line of the file with a caret under the place, and what helps.
package struct TextRenderer: ReportRenderer {
    /// Whether to colour the output with ANSI sequences; the caller knows whether it goes to a terminal.
    package var colour: Bool

    package init(colour: Bool = false) {
        self.colour = colour
    }

    package func render(_ report: CheckReport) -> String { report.findings.map(render).joined(separator: "\n") }

    /// All findings, in the order of every output, with an empty line between two.
    package func render(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.sorted(by: Diagnostic.precedes).map(render).joined(separator: "\n")
    }

    /// One finding, ending in a line break.
    func render(_ diagnostic: Diagnostic) -> String {
        let severity = paint(diagnostic.severity.rawValue, Self.code(of: diagnostic.severity))
        // GitLab's own verdicts have no name that anybody could use; rules are silenced and explained by theirs.
        let rule = diagnostic.category == nil ? "" : " [\(diagnostic.id)]"
        var text = ""
        // Most findings are shorter.
        text.reserveCapacity(512)
        text += Self.visible(diagnostic.primary.description)
        text += ": \(severity): "
        text += Self.visible(diagnostic.message)
        text += rule + "\n"
        text += Snippet(diagnostic.primary).text { paint($0, "1;32") }
        let margin = Snippet.marginText
        if let said = diagnostic.gitlabMessage, said != diagnostic.message {
            text += "\(margin)= GitLab says: \(Self.visible(said))\n"
        }
        for related in diagnostic.related {
            text += "\(margin)= \(Self.visible("\(related.span): \(related.label)"))\n"
        }
        if let help = diagnostic.help { text += "\(margin)= help: \(Self.visible(help))\n" }
        if let fix = diagnostic.fix, diagnostic.category != nil {
            text += "\(margin)= fix: \(Self.visible(fix.title)) (\(fix.safety == .safe ? "--fix" : "--fix --unsafe"))\n"
        }
        if let docs = diagnostic.docs { text += "\(margin)= see \(docs)\n" }
        return text
    }

    private func paint(_ text: String, _ code: String) -> String {
        colour ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    private static func code(of severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "1;31"
        case .warning: "1;33"
        case .note: "1;36"
        }
    }

    /// The text on one line and without control characters, which a file could use to drive the reader's terminal.
    static func visible(_ text: String) -> String {
        // Most lines are printable ASCII, and stay as they are.
        let isPlain = text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 >= 0x20 && $0 < 0x7F } }
        if isPlain ?? false { return text }
        var result = ""
        for scalar in text.unicodeScalars { result.unicodeScalars.append(visible(scalar)) }
        return result
    }

    static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: " "
        case 0x00..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: scalar
        }
    }
}
