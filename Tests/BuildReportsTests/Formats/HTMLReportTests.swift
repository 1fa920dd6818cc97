import BuildReports
import Testing

@Suite struct HTMLReportTests {
    private static let void: Set<String> = ["meta", "br"]

    /// Tags that do not match, things that a page loads, ids that come twice.
    private func problems(_ text: String) -> [String] {
        var problems: [String] = []
        var open: [String] = []
        for match in text.matches(of: /<(\/?)([a-zA-Z0-9]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>|<!DOCTYPE html>|<|>/) {
            guard let name = match.2.map(String.init) else {
                let isPlain = match.0 == "<!DOCTYPE html>" || (match.0 == ">" && open.last == "style")
                if !isPlain { problems.append("a bare \(match.0)") }
                continue
            }
            if match.1 == "/" {
                if open.popLast() != name { problems.append("</\(name)> closes nothing") }
            } else if !Self.void.contains(name) {
                open.append(name)
            }
            let attributes = String(match.3 ?? "")
            if ["script", "img", "link", "iframe", "object", "base"].contains(name) { problems.append("<\(name)>") }
            if attributes.contains(/\s(src|on[a-z]+|srcset)=/) { problems.append("\(name)\(attributes)") }
            if let link = attributes.firstMatch(of: /href="([^"]*)"/), link.1.firstMatch(of: /^https?:\/\//) == nil {
                problems.append("a link to \(link.1)")
            }
        }
        if !open.isEmpty { problems.append("\(open) is not closed") }
        if text.contains("url(") || text.contains("@import") { problems.append("the style loads something") }
        return problems
    }

    @Test func pagesAreWellFormedAndNeedNothingElse() {
        for builds in Formats.cases where builds.count < 2 || builds[0].steps.count < 100 {
            #expect(problems(HTMLReport.render(builds, for: Formats.project).text).isEmpty)
        }
        // The check itself finds something.
        #expect(["<p><b></p>", "<script></script>", "a < b"].allSatisfy { !problems($0).isEmpty })
    }

    @Test func aPageStaysSmall() {
        #expect(HTMLReport.render([Formats.success], for: Formats.project).text.utf8.count < 16 * 1024)
        #expect(
            HTMLReport.render([Formats.record(Fixtures.large(500))], for: Formats.project).text.utf8.count < 256 * 1024)
    }

    @Test func theFailureStandsOnThePage() {
        let page = HTMLReport.render([Formats.failure], for: Formats.project).text
        #expect(page.contains("<mark>2  RUN make &lt;all&gt; &amp; \"more\"</mark>"))
        #expect(page.contains("No rule to make target") && page.contains("docker/Dockerfile:2"))
    }

    /// A line may not end behind the hyphen of an option.
    @Test func anOptionStaysInOnePiece() {
        let step = Fixtures.vertex("a", "[1/1] RUN make --with-an-option -x <- - a-b", from: "00", to: "01")
        let page = HTMLReport.render([Formats.record([step])], for: Formats.project).text
        #expect(
            page.contains(
                "RUN make <span class=\"word\">--with-an-option</span> <span class=\"word\">-x</span> &lt;- - a-b"))
    }

    @Test(arguments: [
        ("16:00:00.4", "0.000s 0.100s 0.200s 0.300s"), ("16:00:40", "0.0s 10.0s 20.0s 30.0s"),
        ("16:00:59", "0.0s 14.8s 29.5s 44.3s"),
        ("16:05:55", "0m 00s 1m 29s 2m 58s 4m 26s"),
    ])
    func anAxisHasOneSpelling(_ end: String, _ marks: String) {
        let step = Fixtures.vertex("a", "[1/1] RUN make", from: "00", to: "END")
            .replacing("16:00:END", with: end)
        let page = HTMLReport.render([Formats.record([step])], for: Formats.project).text
        let shown = page.matches(of: /<i style="left:\d+%">([^<]*)<\/i>/).map { String($0.1) }
        #expect(shown.joined(separator: " ") == marks)
    }
}
