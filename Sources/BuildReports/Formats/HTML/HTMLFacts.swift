import BuildKit
import Diagnostics

/// The figures of a build, and what it has made.
struct HTMLFacts {
    let build: BuildRecord

    var text: String {
        "<ul class=\"figures\">\n\(figures)</ul>\n" + (names.isEmpty ? "" : "<dl>\n\(names)</dl>\n")
    }

    private var figures: String {
        let began = build.steps.filter { $0.number != nil }.count
        var items: [(value: String, label: String)] = []
        if let duration = build.duration { items.append((Figures.time(duration), "duration")) }
        items.append(("\(began)", began == 1 ? "step" : "steps"))
        if let ratio = build.cacheHitRatio {
            items.append(
                (Figures.percent(ratio), "cached (\(build.cachedInstructions) of \(build.instructions) instructions)"))
        }
        items.append((Figures.bytes(build.bytes), "transferred"))
        items.append(("\(build.findings.count)", build.findings.count == 1 ? "warning" : "warnings"))
        if build.attempts > 1 { items.append(("\(build.attempts)", "attempts")) }
        return items.map { "<li><b>\(XMLText.content($0.value))</b> \(XMLText.content($0.label))</li>\n" }.joined()
    }

    private var names: String {
        var rows: [(name: String, values: [String])] = []
        if !build.pushed.isEmpty { rows.append(("Pushed", build.pushed)) }
        let others = build.unpushedTags
        if !others.isEmpty { rows.append(("Tags", others)) }
        if let digest = build.digest { rows.append(("Digest", [digest])) }
        if let dockerfile = build.dockerfile { rows.append(("Dockerfile", [dockerfile])) }
        if let started = build.started { rows.append(("Started", ["\(started.iso8601)"])) }
        return rows.map { row in
            let values = row.values.map { "<code>\(XMLText.content($0))</code>" }.joined(separator: "<br>")
            return "<dt>\(row.name)</dt><dd>\(values)</dd>\n"
        }.joined()
    }
}
