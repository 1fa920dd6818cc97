import Diagnostics
import RecordedText
import Testing

/// Whole outputs of every renderer.
struct RendererSnapshotTests {
    static let renderers: [(name: String, renderer: any ReportRenderer)] = [
        ("txt", TextRenderer()), ("ansi", TextRenderer(colour: true)), ("json", JSONRenderer()),
        ("jsonl", GitLabAPIRenderer()), ("codequality.json", CodeQualityRenderer()), ("sarif", SARIFRenderer()),
        ("md", MarkdownRenderer()), ("github", GitHubRenderer()), ("junit.xml", JUnitRenderer()),
        ("strict.junit.xml", JUnitRenderer(isStrict: true)),
    ]

    @Test(arguments: SampleReport.allCases) func `output is as recorded`(sample: SampleReport) throws {
        for (name, renderer) in Self.renderers {
            try RecordedText.expect(renderer.render(sample.report), in: "\(sample.rawValue).\(name)")
        }
    }

    @Test func `no file makes whole documents`() {
        let empty = CheckReport(tool: SampleReport.clean.report.tool, files: [])
        #expect(TextRenderer().render(empty) == "")
        #expect(GitLabAPIRenderer().render(empty) == "")
        #expect(CodeQualityRenderer().render(empty) == "[]\n")
    }

    @Test func `a finding that two files share is shown once where files do not matter`() {
        var report = SampleReport.findings.report
        report.files.append(report.files[0])
        #expect(report.findings.count == SampleReport.findings.report.findings.count)
        #expect(TextRenderer().render(report) == TextRenderer().render(SampleReport.findings.report))
    }
}
