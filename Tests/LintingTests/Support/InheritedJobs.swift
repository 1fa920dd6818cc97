import Diagnostics
import GitLabCI

/// Rewrites a pipeline so that its jobs are templates, which jobs of their names reach by `extends` or by an anchor.
struct InheritedJobs {
    let text: String
    /// How far a place of the original moved.
    private let insertions: [(offset: Int, length: Int)]
    /// The names of the jobs in the original: findings there are at the new jobs now.
    let names: [Range<Int>]

    /// - Returns: nil where the text has no jobs that can be rewritten.
    init?(_ text: String, byAnchor: Bool) {
        let file = SourceFile(name: "a.yml", text: text)
        let report = PipelineLoader(LoadingEnvironment(files: MemoryProject())).load(file)
        guard let root = report.configuration, report.isValid else { return nil }
        let jobs = root.entries.filter { entry in
            report.pipeline?.jobs.contains { $0.configName == entry.name } ?? false && entry.keySpan.file == file
        }
        // A job with an anchor of its own, or in a flow map, stays.
        guard !jobs.isEmpty, jobs.allSatisfy({ file.bytes[$0.keySpan.end] == UInt8(ascii: ":") }),
            jobs.allSatisfy({
                $0.value.span.start > $0.keySpan.end + 1 && file.bytes[$0.value.span.start] != UInt8(ascii: "{")
            })
        else { return nil }
        if byAnchor, jobs.contains(where: { "&!*".utf8.contains(file.bytes[$0.value.span.start]) }) { return nil }
        var edits: [TextEdit] = []
        var added = ""
        for (number, job) in jobs.enumerated() {
            let key = job.keySpan.text
            edits.append(
                TextEdit(job.keySpan.part(offset: key.hasPrefix("\"") || key.hasPrefix("'") ? 1 : 0, length: 0), "."))
            if byAnchor {
                edits.append(
                    TextEdit(
                        SourceSpan(file: file, start: job.keySpan.end + 1, end: job.keySpan.end + 1), " &job\(number)"))
                added += "\n\(key): *job\(number)\n"
            } else {
                let name = job.name.contains(":") || job.name.contains(" ") ? "\".\(job.name)\"" : ".\(job.name)"
                added += "\n\(key):\n  extends: \(name)\n"
            }
        }
        guard let rewritten = try? edits.applied(to: file) else { return nil }
        self.text = String(decoding: rewritten, as: UTF8.self) + added
        insertions = edits.map { ($0.span.start, $0.replacement.utf8.count) }
        names = jobs.map(\.keySpan.range)
    }

    /// Where a range of the original is now.
    func moved(_ range: Range<Int>) -> Range<Int> {
        func moved(_ offset: Int) -> Int {
            offset + insertions.filter { $0.offset <= offset }.reduce(0) { $0 + $1.length }
        }
        let lower = moved(range.lowerBound)
        return lower..<lower + range.count
            + insertions.filter { $0.offset > range.lowerBound && $0.offset < range.upperBound }.reduce(0) {
                $0 + $1.length
            }
    }
}
