package import Diagnostics
import GitLabCI

/// What one job runs in one shell, as a text for `shellcheck`, and where its lines come from.
package struct ShellCheckScript {
    /// What `shellcheck -s` calls the shell.
    package let dialect: String
    /// The items of the script, one after the other.
    package let text: String
    private let items: [(item: ScriptItem, start: Int)]

    /// The scripts of a pipeline, each once: jobs share them.
    package static func all(in pipeline: LintedPipeline) -> [ShellCheckScript] {
        struct Key: Hashable {
            let items: [ObjectIdentifier]
            let dialect: String
        }
        var seen: Set<Key> = []
        var scripts: [ShellCheckScript] = []
        for job in pipeline.jobs where !job.isUncertain {
            // `before_script` and `script` run in one shell, `after_script` in another.
            let main = job.scripts.filter { $0.phase != .after }
            let after = job.scripts.filter { $0.phase == .after }
            guard let dialect = dialect(of: job) else { continue }
            for items in [main, after] where !items.isEmpty && items.allSatisfy(\.isExact) {
                guard seen.insert(Key(items: items.map(ObjectIdentifier.init), dialect: dialect)).inserted else {
                    continue
                }
                scripts.append(ShellCheckScript(items, dialect))
            }
        }
        return scripts
    }

    private init(_ items: [ScriptItem], _ dialect: String) {
        self.dialect = dialect
        var text = ""
        var placed: [(ScriptItem, Int)] = []
        for item in items {
            placed.append((item, text.utf8.count))
            text += item.text.hasSuffix("\n") ? item.text : item.text + "\n"
        }
        self.text = text
        self.items = placed
    }

    /// The shell of a job's image: GitLab Runner takes bash where there is one. Nil for PowerShell.
    private static func dialect(of job: LintedJob) -> String? {
        guard let image = job.image else { return "bash" }
        if image.isRepository("powershell", "windows/servercore", "windows/nanoserver") { return nil }
        let isSmall =
            image.isBuildKit || image.isKaniko
            || image.isRepository("library/docker", "library/alpine", "library/busybox")
            || (image.tag?.contains("alpine") ?? false)
        return isSmall ? "sh" : "bash"
    }

    /// Where a stretch of the text is written.
    ///
    /// - Parameters: lines and columns count from 1, columns in characters.
    package func span(line: Int, column: Int, endLine: Int, endColumn: Int) -> SourceSpan? {
        let file = SourceFile(name: "", text: text)
        let start = file.lines.offset(of: SourcePosition(line: line, column: column), in: file.bytes)
        let end = max(start, file.lines.offset(of: SourcePosition(line: endLine, column: endColumn), in: file.bytes))
        guard let (item, from) = items.last(where: { $0.start <= start }) else { return nil }
        // What is missing at the end, shellcheck misses on the line behind it.
        let lower = min(start - from, item.bytes.count)
        return item.span(of: lower..<max(lower, min(end - from, item.bytes.count)))
    }
}
