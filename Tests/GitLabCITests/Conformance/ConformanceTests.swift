import GitLabCI
import Testing

/// Our verdicts beside GitLab's own.
struct ConformanceTests {
    @Test(.enabled(if: ConformanceSuite.isThere, "the conformance set is not beside the repository"))
    func agreesWithGitLab() throws {
        let suite = try #require(ConformanceSuite())
        var figures = ConformanceFigures()
        for verdict in suite.verdicts {
            let (file, environment) = try #require(suite.environment(of: verdict))
            figures.compare(PipelineLoader(environment).load(file), with: verdict)
        }
        print(figures.table)
        for difference in figures.differences where ConformanceDifferences.known[difference.case] == nil {
            print(difference)
        }
        #expect(figures.falseAlarms.isEmpty, "valid cases that we report")
        #expect(figures.misses.isEmpty, "invalid cases that we let pass")
        #expect(figures.share(\.messages) >= 0.98)
        #expect(figures.share(\.warnings) >= 0.98)
        #expect(figures.share(\.jobs) >= 0.98)
        #expect(figures.share(\.stages) >= 0.98)
        let unexplained = figures.differences.filter { ConformanceDifferences.known[$0.case] == nil }
        #expect(unexplained.isEmpty, "differences that ConformanceDifferences.swift does not explain")
    }
}
