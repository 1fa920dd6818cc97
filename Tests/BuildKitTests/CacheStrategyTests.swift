import BuildKit
import Testing

@Suite struct CacheStrategyTests {
    private let strategy = CacheStrategy(besideImage: "r.example/app")

    @Test func aBranchReadsItsOwnAndTheDefaultBranchs() {
        #expect(
            strategy.imports(slug: "fix-1").map(\.text) == [
                "type=registry,ref=r.example/app:buildcache-fix-1", "type=registry,ref=r.example/app:buildcache",
            ])
        #expect(strategy.imports(slug: nil).map(\.text) == ["type=registry,ref=r.example/app:buildcache"])
    }

    @Test func whatIsWrittenKeepsAllStages() {
        #expect(
            strategy.exports(slug: "$CI_COMMIT_REF_SLUG")?.text
                == "type=registry,ref=r.example/app:buildcache-$CI_COMMIT_REF_SLUG,mode=max,ignore-error=true")
        var shared = strategy
        shared.scope = .shared
        shared.ignoresErrors = false
        shared.profile = .harbor
        #expect(
            shared.exports(slug: "x")?.text
                == "type=registry,ref=r.example/app:buildcache,mode=max,image-manifest=true,oci-mediatypes=true")
        shared.kind = .inline
        #expect(shared.exports(slug: "x")?.text == "type=inline" && shared.imports(slug: "x").isEmpty)
        shared.kind = .none
        #expect(shared.exports(slug: "x") == nil)
    }

    @Test(arguments: [
        (["CI_COMMIT_BRANCH": "main", "CI_COMMIT_REF_PROTECTED": "true"], nil, true),
        (["CI_COMMIT_BRANCH": "fix/A_b", "CI_COMMIT_REF_PROTECTED": "false"], "fix-a-b", false),
        (["CI_COMMIT_BRANCH": "-x-", "CI_COMMIT_REF_SLUG": "x"], "x", false),
        (
            ["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "f", "CI_COMMIT_REF_SLUG": "f", "CI_COMMIT_REF_PROTECTED": "true"],
            "f", true
        ), (["CI_COMMIT_TAG": "v1", "CI_COMMIT_REF_SLUG": "v1", "CI_COMMIT_REF_PROTECTED": "true"], nil, false),
        ([:], nil, false),
    ])
    func thePipelineDecides(_ variables: [String: String], _ slug: String?, _ writes: Bool) {
        let situation = CacheSituation(environment: variables.merging(["CI_DEFAULT_BRANCH": "main"]) { $1 })
        #expect(situation.slug == slug)
        #expect(situation.writes(.protected) == writes)
        #expect(situation.writes(.always) && !situation.writes(.never))
    }
}
