import BuildKit

/// What people read when a build has ended.
struct BuildSummary {
    let record: BuildRecord
    /// Begins every line where there are several builds.
    let label: String
    let attempt: Int

    private var begun: [BuildRecord.Step] { record.steps.filter { $0.number != nil } }

    /// Whether its table would fill a screen.
    var isLong: Bool { begun.count > 40 }

    /// `Summary: 9 steps in 0.8s, 3 of 4 instructions cached (75 %), 1.1 MB transferred`
    var title: String {
        var parts = [Figures.count(begun.count, "step") + (record.duration.map { " in \(Figures.time($0))" } ?? "")]
        if let ratio = record.cacheHitRatio {
            parts.append(
                "\(record.cachedInstructions) of \(Figures.count(record.instructions, "instruction")) cached "
                    + "(\(Figures.percent(ratio)))")
        }
        if record.bytes > 0 { parts.append("\(Figures.bytes(record.bytes)) transferred") }
        return "Summary: " + parts.joined(separator: ", ")
    }

    /// One row a step, then the slowest.
    var table: String {
        let rows = [["#", "time", "cache", "bytes", "step"]] + begun.map(Self.row)
        let widths = (0..<4).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            (0..<4).map { Self.padded(row[$0], widths[$0], toRight: $0 != 2) }.joined(separator: "  ") + "  " + row[4]
        }
        let slowest = record.slowest(3).filter { $0.duration >= .milliseconds(50) }
        if begun.count > 3, !slowest.isEmpty {
            let names = slowest.map {
                "#\($0.number ?? 0) \(Self.short(Self.withShortDigests($0.name), 60)) (\(Figures.time($0.duration)))"
            }
            lines.append("Slowest: " + names.joined(separator: "; "))
        }
        return text(lines)
    }

    private static func row(_ step: BuildRecord.Step) -> [String] {
        let cache =
            switch step.status {
            case .cached: "cached"
            case .failed: step.kind == .importCache ? "missing" : "failed"
            case .cancelled: "canceled"
            case .succeeded, .notRun: "-"
            }
        return [
            "\(step.number ?? 0)", Figures.time(step.duration), cache, step.bytes > 0 ? Figures.bytes(step.bytes) : "-",
            short(withShortDigests(step.name), 100),
        ]
    }

    /// The findings of the checks.
    var findings: String {
        guard !record.findings.isEmpty else { return "" }
        let lines = record.findings.map { finding in
            let place = finding.file + (finding.lines.map { ":\($0.lowerBound)" } ?? "")
            let rule = finding.rule.map { "\($0): " } ?? ""
            return "  \(place): \(rule)\(finding.message)" + (finding.url.map { " (\($0))" } ?? "")
        }
        return text([Figures.count(lines.count, "warning") + " of the Dockerfile checks:"] + lines)
    }

    /// What the build has made.
    var result: String {
        guard record.outcome == .success else { return "" }
        var lines: [String] = []
        if let digest = record.digest { lines.append("Digest: \(digest)") }
        let others = record.unpushedTags
        if !record.pushed.isEmpty { lines.append("Pushed: " + record.pushed.joined(separator: ", ")) }
        if !others.isEmpty { lines.append("Tags: " + others.joined(separator: ", ")) }
        return text(lines)
    }

    /// Why it failed and what helps; the last that is printed, where people look first.
    ///
    /// - Parameter rest: what the client printed after its error.
    func failure(rest: [String]) -> String {
        guard let failure = record.failure else { return "" }
        var lines = [Self.headline(failure, record)]
        if let excerpt = failure.excerpt {
            let width = excerpt.lines.map { "\($0.number)".count }.max() ?? 1
            lines += excerpt.lines.map {
                "  \(Self.padded("\($0.number)", width, toRight: true)) | \($0.isMarked ? ">>>" : "   ") \($0.text)"
            }
        }
        let output = failure.step?.output.suffix(20) ?? []
        if !output.isEmpty { lines += ["Its last output:"] + output.map { "  \($0)" } }
        lines.append("Error: \(failure.message)")
        lines += rest.map { "  \($0)" }
        if !failure.isCancelled { lines += explanation(failure) }
        return text(lines)
    }

    private static func headline(_ failure: BuildRecord.Failure, _ record: BuildRecord) -> String {
        let place = failure.excerpt.map { " (\(record.dockerfile ?? $0.file):\($0.line))" } ?? ""
        let verb = failure.isCancelled ? "was called off" : "failed"
        guard let step = failure.step else { return "The build \(verb)\(place)" }
        return "The build \(verb) at #\(step.number ?? 0) \(short(step.name, 160))\(place)"
    }

    private func explanation(_ failure: BuildRecord.Failure) -> [String] {
        let tries = record.attempts > 1 ? ", after \(record.attempts) tries" : ""
        var lines = ["Outcome: \(record.outcome.rawValue), exit code \(record.outcome.exitCode)\(tries)"]
        if let known = failure.known {
            let remedy = known.remedy.split(separator: "\n", omittingEmptySubsequences: false)
            lines += ["Cause: \(known.cause)", "Remedy: \(remedy.first ?? "")"]
            lines += remedy.dropFirst().map { "  \($0)" } + ["See \(known.link)"]
        }
        return lines
    }

    /// Said instead of a summary where the build is tried again.
    func retry(after delay: Duration) -> String {
        text([
            "Try \(attempt) failed: \(record.failure?.message ?? record.outcome.rawValue)",
            "It is tried again in \(Figures.time(delay)), since the cause may pass (\(record.outcome.rawValue))",
        ])
    }

    private func text(_ lines: [String]) -> String { lines.map { "\(label)\($0)\n" }.joined() }

    /// Of a digest twelve digits, which are enough to tell it by.
    private static func withShortDigests(_ text: String) -> String {
        let parts = text.split(separator: "sha256:", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts.first ?? "")) { result, part in
            let digits = part.prefix { $0.isHexDigit }
            return result + "sha256:" + (digits.count == 64 ? digits.prefix(12) + part[digits.endIndex...] : part)
        }
    }

    private static func short(_ text: String, _ limit: Int) -> String {
        text.count > limit ? text.prefix(limit - 1) + "…" : text
    }

    private static func padded(_ text: String, _ width: Int, toRight: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return toRight ? space + text : text + space
    }
}
