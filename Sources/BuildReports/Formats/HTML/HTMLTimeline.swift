import BuildKit
import Diagnostics

/// The steps in the order in which they began, each with bars for the times when it was at work.
struct HTMLTimeline {
    private let build: BuildRecord
    private let start: Int64
    /// In nanoseconds, at least 1.
    private let length: Int64

    init(build: BuildRecord) {
        self.build = build
        let ends = build.steps.compactMap(\.intervals.last?.upperBound.nanoseconds)
        start = build.started?.nanoseconds ?? 0
        length = max(1, (ends.max() ?? 0) - start)
    }

    var text: String {
        guard !build.steps.isEmpty else { return "" }
        return """
            <h2>Steps</h2>
            <p class="legend"><span class="key ran">ran</span> <span class="key cached">from the cache</span> \
            <span class="key failed">failed</span> <span class="key cancelled">cancelled</span></p>
            <div class="wide" tabindex="0" role="region" aria-label="Steps">
            <table class="steps">
            <thead><tr><th scope="col">#</th><th scope="col">Step</th>\
            <th scope="col" class="line">Timeline<div class="axis" aria-hidden="true">\(axis)</div></th><th scope="col">Time</th>\
            <th scope="col">Result</th><th scope="col">Size</th></tr></thead>
            <tbody>
            \(build.steps.map(row).joined())</tbody>
            </table>
            </div>

            """
    }

    /// Marks at 0, a quarter, a half, three quarters.
    private var axis: String {
        (0..<4).map { quarter in
            let time = Duration.nanoseconds(length * Int64(quarter) / 4)
            return "<i style=\"left:\(quarter * 25)%\">\(mark(time))</i>"
        }.joined()
    }

    /// In one spelling for the whole axis, as fine as its length needs.
    private func mark(_ time: Duration) -> String {
        switch length {
        case ..<1_000_000_000: "\(Figures.decimal(time))s"
        case ..<100_000_000_000: Figures.time(time)
        default: Figures.minutes(time)
        }
    }

    private func row(_ step: BuildRecord.Step) -> String {
        let number = step.number.map { "\($0)" } ?? ""
        let name = "<code>\(HTMLText.content(step.name))</code>"
        let result: String =
            switch step.status {
            case .succeeded: "ran"
            case .cached: "cached"
            case .failed: step.kind == .importCache ? "missing" : "failed"
            case .cancelled: "cancelled"
            case .notRun: "not run"
            }
        return "<tr class=\"\(cssClass(step))\"><td>\(number)</td><th scope=\"row\">\(withOutput(name, step))</th>"
            + "<td><div class=\"bars\">\(step.intervals.map(bar).joined())</div></td>"
            + "<td>\(step.number == nil ? "" : Figures.time(step.duration))</td><td>\(result)</td>"
            + "<td>\(step.bytes > 0 ? Figures.bytes(step.bytes) : "")</td></tr>\n"
    }

    private func cssClass(_ step: BuildRecord.Step) -> String {
        if case .failed = step.status, step.kind == .importCache || build.failure == nil { return "ran" }
        return step.status == .succeeded ? "ran" : step.status.word
    }

    private func withOutput(_ name: String, _ step: BuildRecord.Step) -> String {
        var lines = step.output
        if case .failed(let error) = step.status { lines.append(error) }
        guard !lines.isEmpty else { return name }
        let output = lines.map(HTMLText.content).joined(separator: "\n")
        return "<details><summary>\(name)</summary><pre tabindex=\"0\">\(output)</pre></details>"
    }

    private func bar(_ interval: ClosedRange<Instant>) -> String {
        let left = percent(interval.lowerBound.nanoseconds - start)
        let width = percent((interval.upperBound - interval.lowerBound).nanoseconds)
        return "<i style=\"left:\(left)%;width:\(width)%\"></i>"
    }

    /// Of the whole length, with two decimals.
    private func percent(_ nanoseconds: Int64) -> String {
        let hundredths = Int64(Double(max(0, min(nanoseconds, length))) / Double(length) * 10_000)
        let decimals = String(100 + hundredths % 100).dropFirst()
        return "\(hundredths / 100).\(decimals)"
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
