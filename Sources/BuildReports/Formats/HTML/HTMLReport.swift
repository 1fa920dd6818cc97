import BuildKit
import Diagnostics

/// One page for people: what happened when, what came from the cache, what was said, what failed. It needs nothing beside
/// itself: no script, no font, no image.
package enum HTMLReport: BuildReport {
    package static func render(_ builds: [BuildRecord], for project: GitLabProject) -> RenderedReport {
        let title = builds.count == 1 ? "Build of \(builds[0].name)" : "Builds"
        return RenderedReport(
            text: """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>\(XMLText.content(title))</title>
                <style>
                \(HTMLStyle.text)</style>
                </head>
                <body>
                <main>
                \(builds.map { section($0, isOnly: builds.count == 1) }.joined())</main>
                </body>
                </html>

                """)
    }

    private static func section(_ build: BuildRecord, isOnly: Bool) -> String {
        let heading = (isOnly ? "Build of " : "") + build.name
        let outcome = build.outcome == .success ? "succeeded" : "failed: \(build.outcome.rawValue)"
        let badge = build.outcome == .success ? "good" : "bad"
        return """
            <section>
            <h1>\(XMLText.content(heading)) <span class="badge \(badge)">\(outcome)</span></h1>
            \(HTMLFacts(build: build).text)\(failure(build))\(findings(build))\(HTMLTimeline(build: build).text)</section>

            """
    }

    private static func failure(_ build: BuildRecord) -> String {
        guard let failure = build.failure else { return "" }
        let step = failure.step.flatMap(\.number).map { " at step \($0)" } ?? ""
        var text = "<div class=\"failure\">\n<h2>Failed\(step)</h2>\n"
        if let step = failure.step { text += "<p><code>\(HTMLText.content(step.name))</code></p>\n" }
        text += "<p class=\"message\">\(HTMLText.content(failure.message))</p>\n"
        if let excerpt = failure.excerpt {
            let width = excerpt.lines.map { "\($0.number)".count }.max() ?? 1
            let lines = excerpt.lines.map { line in
                let space = String(repeating: " ", count: width - "\(line.number)".count)
                let body = "\(space)\(line.number)  \(HTMLText.content(line.text))"
                return line.isMarked ? "<mark>\(body)</mark>" : body
            }
            let place = XMLText.content("\(build.dockerfile ?? excerpt.file):\(excerpt.line)")
            text += "<h3>\(place)</h3>\n<pre tabindex=\"0\">\(lines.joined(separator: "\n"))</pre>\n"
        }
        if let output = failure.step?.output, !output.isEmpty {
            text +=
                "<h3>Its last output</h3>\n<pre tabindex=\"0\">"
                + "\(output.map(HTMLText.content).joined(separator: "\n"))</pre>\n"
        }
        if let known = failure.known {
            text +=
                "<dl><dt>Cause</dt><dd>\(HTMLText.content(known.cause))</dd><dt>Remedy</dt>"
                + "<dd class=\"remedy\">\(HTMLText.content(known.remedy))</dd><dt>See</dt>"
                + "<dd>\(link(known.link, known.link))</dd></dl>\n"
        }
        return text + "</div>\n"
    }

    private static func findings(_ build: BuildRecord) -> String {
        guard !build.findings.isEmpty else { return "" }
        let rows = build.findings.map { finding in
            let rule = finding.rule ?? ""
            let place = finding.file + (finding.lines.map { ":\($0.lowerBound)" } ?? "")
            let code = finding.lineText.map { "<br><code>\(HTMLText.content($0))</code>" } ?? ""
            return "<tr><td>\(XMLText.content(place))</td>"
                + "<td>\(finding.url.map { link($0, rule.isEmpty ? "rule" : rule) } ?? XMLText.content(rule))</td>"
                + "<td>\(HTMLText.content(finding.message))\(code)</td></tr>\n"
        }
        return """
            <h2>\(Figures.count(rows.count, "warning"))</h2>
            <div class="wide" tabindex="0" role="region" aria-label="Warnings">
            <table class="findings">
            <thead><tr><th scope="col">Place</th><th scope="col">Rule</th><th scope="col">Message</th></tr></thead>
            <tbody>
            \(rows.joined())</tbody>
            </table>
            </div>

            """
    }

    private static func link(_ address: String, _ text: String) -> String {
        guard address.hasPrefix("https://") || address.hasPrefix("http://") else { return XMLText.content(text) }
        return "<a href=\"\(XMLText.attribute(address))\" rel=\"noreferrer\">\(XMLText.content(text))</a>"
    }
}
