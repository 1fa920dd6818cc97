import BuildReports
import RecordedText
import Testing

@Suite struct SnapshotTests {
    @Test(
        arguments: [
            ("codequality.json", CodeQualityReport.self), ("dotenv.env", DotenvReport.self),
            ("metrics.txt", MetricsReport.self), ("annotations.json", AnnotationsReport.self),
            ("junit.xml", JUnitReport.self), ("page.html", HTMLReport.self),
        ] as [(String, any BuildReport.Type)])
    func reportsAreAsRecorded(_ name: String, _ format: any BuildReport.Type) throws {
        try RecordedText.expect(format.render([Formats.success], for: Formats.project).text, in: "success.\(name)")
        try RecordedText.expect(format.render([Formats.failure], for: Formats.project).text, in: "failure.\(name)")
    }

    @Test func theSameBuildsGiveTheSameBytes() {
        let builds = [Formats.success, Formats.failure]
        for format in Formats.all {
            #expect(format.render(builds, for: Formats.project) == format.render(builds, for: Formats.project))
        }
    }
}
