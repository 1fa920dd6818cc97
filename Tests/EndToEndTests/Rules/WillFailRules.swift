import Linting
import Testing

extension EndToEnd {
    /// Whether rules of the category `will-fail` are right: for each a small pipeline that the rule finds, whose job fails
    /// with the real tools as the rule says, and works once it is corrected.
    @Suite(.needs("docker-registry", "unshare")) struct WillFailRules {
        private static let proofs =
            Arguments.proofs + [Arguments.names, Daemons.entrypoint] + Daemons.proofs + Accounts.proofs

        /// Rules that no test tries with the real tools, and why.
        private static let untried = [
            "docker-command-without-daemon": "the good form needs a Docker engine",
            "docker-hub-key-without-index": "it is about logins to Docker Hub itself",
            "docker-in-docker-tls-disagreement": "both sides are a Docker engine's",
            "service-without-alias": "the names of services are made by GitLab Runner",
        ]

        @Test func everyRuleIsProvenOrNamedAsUntried() {
            let proven = Set(Self.proofs.map(\.rule))
            let ids = AllRules.all.map { type(of: $0).about }.filter { $0.category == .willFail }.map(\.id)
            #expect(ids.filter { !proven.contains($0) && Self.untried[$0] == nil } == [], "neither proven nor named")
            #expect(proven.union(Self.untried.keys).subtracting(ids).sorted() == [], "not rules of this category")
            #expect(proven.intersection(Self.untried.keys).sorted() == [], "proven, and named as untried all the same")
        }
    }
}
