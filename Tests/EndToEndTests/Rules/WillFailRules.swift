import Linting
import Testing

extension EndToEnd {
    /// Whether rules of the category `will-fail` are right: for each a small pipeline that the rule finds, whose job fails
    /// with the real tools as the rule says, and works once it is corrected.
    @Suite(.needs("docker-registry", "unshare")) struct WillFailRules {
        private static let proofs =
            Arguments.proofs + [Arguments.names]

        /// Rules that no test has tried with the real tools yet.
        private static let untried: Set<String> = [
            "buildctl-without-builder", "builder-host-port-mismatch", "builder-host-without-service",
            "builder-image-without-entrypoint", "docker-command-in-builder-image", "docker-command-without-daemon",
            "docker-hub-key-without-index", "docker-in-docker-tls-disagreement", "dropped-docker-auth-config",
            "folded-heredoc", "kube-pod-without-kubectl", "missing-buildkitd-config", "root-owned-path-as-user",
            "rootless-without-no-process-sandbox", "service-without-alias", "service-without-health-check",
            "shared-builder-state", "tls-on-one-side",
        ]

        @Test func everyRuleIsProvenOrNamedAsUntried() {
            let proven = Set(Self.proofs.map(\.rule))
            let ids = AllRules.all.map { type(of: $0).about }.filter { $0.category == .willFail }.map(\.id)
            #expect(ids.filter { !proven.contains($0) && !Self.untried.contains($0) } == [], "neither proven nor named")
            #expect(proven.union(Self.untried).subtracting(ids).sorted() == [], "not rules of this category")
            #expect(proven.intersection(Self.untried).sorted() == [], "proven, and named as untried all the same")
        }
    }
}
