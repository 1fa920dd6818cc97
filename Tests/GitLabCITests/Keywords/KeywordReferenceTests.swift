import Testing

@testable import GitLabCI

struct KeywordReferenceTests {
    @Test(arguments: [
        ("artifacts:expire_in", "https://docs.gitlab.com/ci/yaml/#artifactsexpire_in"),
        ("image", "https://docs.gitlab.com/ci/yaml/#image"), ("rules:if", "https://docs.gitlab.com/ci/yaml/#rulesif"),
        ("artifacts:reports:junit", "https://docs.gitlab.com/ci/yaml/#artifactsreports"),
        ("workflow:auto_cancel:on_new_commit", "https://docs.gitlab.com/ci/yaml/#workflowauto_cancelon_new_commit"),
        ("default:tags", "https://docs.gitlab.com/ci/yaml/#tags"),
        ("parallel:matrix", "https://docs.gitlab.com/ci/yaml/#parallelmatrix"),
    ])
    func knowsThePlaceInTheDocumentation(path: String, address: String) {
        #expect(KeywordReference.keyword(at: path) != nil)
        #expect(KeywordReference.address(of: path) == address)
    }

    @Test func everyKeywordIsDescribed() {
        #expect(KeywordReference.paths.count > 200)
        for path in KeywordReference.paths {
            let keyword = KeywordReference.keyword(at: path)
            #expect(keyword?.summary.hasSuffix(".") == true, "\(path)")
            #expect(keyword?.summary.isEmpty == false, "\(path)")
        }
    }

    @Test func listsValues() {
        #expect(KeywordReference.keyword(at: "artifacts:when")?.values == ["on_success", "on_failure", "always"])
        #expect(KeywordReference.keyword(at: "rules:when")?.values.contains("never") == true)
        #expect(KeywordReference.keyword(at: "image:pull_policy")?.values == ["always", "never", "if-not-present"])
    }

    @Test func suggestsPaths() {
        #expect(KeywordReference.keyword(at: "artefacts") == nil)
        #expect(KeywordReference.suggestion(for: "artefacts") == "artifacts")
        #expect(KeywordReference.suggestion(for: "expire_in") == "artifacts:expire_in")
    }
}
