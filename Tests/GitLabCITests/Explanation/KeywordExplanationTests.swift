import GitLabCI
import Testing

struct KeywordExplanationTests {
    @Test(arguments: KeywordReference.paths) func `every keyword can be explained`(path: String) throws {
        let explanation = try #require(KeywordExplanation(of: path))
        #expect(explanation.path == path)
        #expect(!explanation.summary.isEmpty)
        #expect(!explanation.places.isEmpty)
        #expect(explanation.address.hasPrefix("https://docs.gitlab.com/ci/yaml/#"))
        #expect(!explanation.types.isEmpty, "\(path)")
    }

    @Test(arguments: ["", "cache:nothing", "cache:key:more", "job", "script:x", "unknown"])
    func `what is no keyword has no explanation`(path: String) {
        #expect(KeywordExplanation(of: path) == nil)
    }
}
