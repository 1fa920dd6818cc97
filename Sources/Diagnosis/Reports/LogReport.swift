import BuildKit

/// What a log shows, for people and for programs.
package struct LogReport: Sendable {
    /// The name of the file, for people.
    let name: String
    let lineCount: Int
    let findings: [LogFinding]

    /// - Parameter examination: one that is finished.
    package init(name: String, _ examination: LogExamination) {
        self.name = name
        lineCount = examination.lineCount
        findings = examination.findings
    }

    /// Whole lines.
    package var text: String {
        guard !findings.isEmpty else {
            return "\(name): \(lineCount) lines, and nothing in them is a failure that buildkit-run knows\n"
        }
        return findings.map(text).joined(separator: "\n")
    }

    private func text(_ finding: LogFinding) -> String {
        let failure = finding.failure
        let more = finding.count > 1 ? " (\(finding.count) times, the last time in line \(finding.lastLine))" : ""
        let kind = failure.isAdvice ? "advice" : failure.outcome.rawValue
        return """
            \(name):\(finding.line): \(failure.id), \(kind)\(more)
              \(finding.text)
              why: \(failure.cause)

            """ + RemedyText(remedy: failure.remedy, settings: failure.settings, link: failure.link).text(indent: "  ")
    }

    /// One object, whose `version` changes when a member changes its meaning or goes.
    package var json: String {
        JSONValue.object([
            "version": .number("1"), "kind": .string("log"), "file": .string(name), "lines": .number("\(lineCount)"),
            "findings": .array(
                findings.map { finding in
                    var object = RemedyText.json(finding.failure)
                    object["line"] = .number("\(finding.line)")
                    object["lastLine"] = .number("\(finding.lastLine)")
                    object["count"] = .number("\(finding.count)")
                    object["text"] = .string(finding.text)
                    return .object(object)
                }),
        ]).prettyText + "\n"
    }
}
