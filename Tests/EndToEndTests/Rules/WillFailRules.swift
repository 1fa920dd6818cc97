import Linting
import Testing

extension EndToEnd {
    /// Whether rules of the category `will-fail` are right: for each a small pipeline that the rule finds, whose job fails
    /// with the real tools as the rule says, and works once it is corrected.
    @Suite(.needs("docker-registry", "unshare")) struct WillFailRules {
        private static let proofs =
            Arguments.proofs + [Arguments.names, Daemons.entrypoint] + Daemons.proofs + Accounts.proofs
            + Dockers.proofs

        @Test func everyRuleIsProven() {
            let proven = Set(Self.proofs.map(\.rule))
            let ids = AllRules.all.map { type(of: $0).about }.filter { $0.category == .willFail }.map(\.id)
            #expect(ids.filter { !proven.contains($0) } == [], "no test tries them with the real tools")
            #expect(proven.subtracting(ids).sorted() == [], "not rules of this category")
        }
    }
}
