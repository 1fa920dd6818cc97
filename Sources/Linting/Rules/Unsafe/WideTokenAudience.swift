import Diagnostics
import GitLabCI

/// See `about`.
package struct WideTokenAudience: Rule {
    package static let about = RuleDescription(
        id: "wide-token-audience", category: .unsafe, severity: .warning, confidence: .medium,
        summary: "an ID token for a registry is valid for more than that registry",
        why: """
            Whoever holds an ID token can show it to every service that its audience names. With several services in `aud`, or with the \
            GitLab instance itself, a registry that receives the token, or a step that reads it, can use it elsewhere in the job's name. \
            One token for each service keeps them apart.
            """,
        examples: [
            .bad(
                """
                build:
                  id_tokens:
                    REGISTRY_TOKEN:
                      aud: ⟦[https://registry.example.com, https://vault.example.com]⟧
                  script: echo "$REGISTRY_TOKEN" | docker login -u oidc --password-stdin registry.example.com
                """,
                says: "the token \"REGISTRY_TOKEN\" for a registry is valid for 2 services; give each its own"),
            .good(
                """
                build:
                  id_tokens:
                    REGISTRY_TOKEN:
                      aud: https://registry.example.com
                    VAULT_TOKEN:
                      aud: https://vault.example.com
                  script: echo "$REGISTRY_TOKEN" | docker login -u oidc --password-stdin registry.example.com
                """),
        ], references: ["https://docs.gitlab.com/ci/secrets/id_token_authentication/"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        for token in job["id_tokens"]?.mapping?.entries ?? [] {
            guard let audience = token.value["aud"], let members = audience.sequence, members.count > 1,
                isForRegistry(token.name, job)
            else { continue }
            report.report(.wide(token.name, members.count), at: audience.span)
        }
    }

    /// Whether a command that logs in to a registry, or builds, takes the token.
    private func isForRegistry(_ name: String, _ job: LintedJob) -> Bool {
        job.scripts.contains { item in
            item.text.contains(utf8: name)
                && item.commands.contains { $0.line?.path.contains("login") ?? false || $0.name == "buildkit-run" }
        }
    }
}

extension RuleMessage {
    fileprivate static func wide(_ name: String, _ count: Int) -> Self {
        "the token \"\(name)\" for a registry is valid for \(count) services; give each its own"
    }
}
