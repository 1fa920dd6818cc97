import GitLabCI
import Testing

/// The phases before the keywords stop with one message: whenever ours do, GitLab's must have done the same.
struct LoadingConformanceTests {
    @Test(.enabled(if: ConformanceSuite.isThere, "the conformance set is not beside the repository"))
    func loadingStopsWithGitLabsMessage() throws {
        let suite = try #require(ConformanceSuite())
        for verdict in suite.verdicts {
            let (file, environment) = try #require(suite.environment(of: verdict))
            let loaded = ConfigurationLoader(environment).load(file)
            #expect(loaded.isComplete, "\(verdict.case): \(loaded.missing)")
            guard let failure = loaded.failure else { continue }
            #expect(verdict.errors == [failure.message], "\(verdict.case)")
        }
    }
}
