import BuildKit
package import Diagnostics

/// Findings of `shellcheck --format=json1` as our own.
package enum ShellCheckReport {
    /// What makes no sense in a job: the runner stops at errors by itself (2164), variables come from outside and go to
    /// other programs (2154, 2034), files to source are not there (1090, 1091), and there is no first line (2148).
    package static let excluded = [1090, 1091, 2034, 2148, 2154, 2164]

    /// Nil where the output is no report.
    ///
    /// - Parameters:
    ///   - output: what shellcheck printed.
    ///   - scripts: what it was given, by the names of the files.
    package static func findings(_ output: [UInt8], _ scripts: [String: ShellCheckScript]) -> [Diagnostic]? {
        guard let comments = (try? JSONValue(parsing: output))?["comments"]?.array else { return nil }
        var seen: Set<Diagnostic> = []
        return comments.compactMap { finding($0, scripts) }.filter { seen.insert($0).inserted }
    }

    private static func finding(_ comment: JSONValue, _ scripts: [String: ShellCheckScript]) -> Diagnostic? {
        guard let name = comment["file"]?.string, let script = scripts[name], let code = comment["code"]?.integer,
            let message = comment["message"]?.string, let line = comment["line"]?.integer,
            let column = comment["column"]?.integer,
            let span = script.span(
                line: line, column: column, endLine: comment["endLine"]?.integer ?? line,
                endColumn: comment["endColumn"]?.integer ?? column)
        else { return nil }
        var text = message
        while text.hasSuffix(".") || text.hasSuffix(" ") { text.removeLast() }
        var finding = Diagnostic(
            id: "SC\(code)", severity: comment["level"]?.string == "error" ? .warning : .note,
            message: "shellcheck: \(text)", at: span, docs: "https://www.shellcheck.net/wiki/SC\(code)")
        finding.category = "shellcheck"
        finding.confidence = .medium
        return finding
    }

    /// Whether an id is that of a check of shellcheck.
    static func isID(_ id: String) -> Bool {
        id.hasPrefix("SC") && id.count >= 6 && id.dropFirst(2).allSatisfy(\.isNumber)
    }
}
