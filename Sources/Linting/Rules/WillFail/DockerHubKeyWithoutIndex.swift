import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct DockerHubKeyWithoutIndex: Rule {
    private static let key = "https://index.docker.io/v1/"

    package static let about = RuleDescription(
        id: "docker-hub-key-without-index", category: .willFail, severity: .error,
        summary: "the login for Docker Hub stands under a key that BuildKit does not look for",
        why: """
            BuildKit's client asks the configuration for `https://index.docker.io/v1/` alone, as Docker has always written it. An entry \
            named `docker.io` is never found: pulls are anonymous and meet the rate limit, pushes end with \
            `insufficient_scope: authorization failed`. GitLab's recipe for several registries has this mistake.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  script:
                    - |
                      cat > "$DOCKER_CONFIG/config.json" <<EOF
                      {"auths": {"⟦docker.io⟧": {"auth": "$HUB_AUTH"}}}
                      EOF
                    - buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: "BuildKit never asks for \"docker.io\"; write \"https://index.docker.io/v1/\"",
                fixed: """
                    build:
                      script:
                        - |
                          cat > "$DOCKER_CONFIG/config.json" <<EOF
                          {"auths": {"https://index.docker.io/v1/": {"auth": "$HUB_AUTH"}}}
                          EOF
                        - buildctl-daemonless.sh build --frontend dockerfile.v0
                    """),
            .bad(
                """
                build:
                  before_script:
                    - echo "{\\"auths\\":{\\"⟦registry-1.docker.io⟧\\":{\\"auth\\":\\"$HUB_AUTH\\"}}}" > ~/.docker/config.json
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: "BuildKit never asks for \"registry-1.docker.io\"; write \"https://index.docker.io/v1/\"",
                fixed: """
                    build:
                      before_script:
                        - echo "{\\"auths\\":{\\"https://index.docker.io/v1/\\":{\\"auth\\":\\"$HUB_AUTH\\"}}}" > ~/.docker/config.json
                      script: buildctl-daemonless.sh build --frontend dockerfile.v0
                    """, isDocumented: false),
            .good(
                """
                build:
                  before_script:
                    - echo "{\\"auths\\":{\\"https://index.docker.io/v1/\\":{\\"auth\\":\\"$HUB_AUTH\\"}}}" > ~/.docker/config.json
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """),
        ], references: ["https://github.com/moby/buildkit/issues/2136"])

    package static let commands = ["*"]

    private static let wrongKeys = [
        "docker.io", "registry-1.docker.io", "https://docker.io", "https://registry-1.docker.io",
    ]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard writesCredentials(command), readsByBuildKit(job) else { return }
        var ranges = [command.shell.range]
        for heredoc in command.shell.redirections.compactMap(\.heredoc) { ranges.append(heredoc.body) }
        for range in ranges {
            let text = command.item.text(of: range)
            for key in Self.wrongKeys {
                for quote in ["\"", "\\\""] {
                    for found in text.ranges(of: "\(quote)\(key)\(quote)") {
                        let before = text[..<found.lowerBound].utf8.count + quote.utf8.count
                        let place = range.lowerBound + before..<range.lowerBound + before + key.utf8.count
                        report.report(
                            .wrong(key), at: command.span(place),
                            fix: .safe("write the key that BuildKit asks for", command.item.edit(place, Self.key)))
                    }
                }
            }
        }
    }

    /// Whether the command writes a `config.json`, itself or through a pipe.
    private func writesCredentials(_ command: LintedCommand) -> Bool {
        command.shell.redirections.contains { $0.writesFile && $0.target.text.hasSuffix("config.json") }
            || command.shell.feedsPipe && command.item.text.contains(utf8: "config.json")
    }

    /// Docker and others also take the short key.
    private func readsByBuildKit(_ job: LintedJob) -> Bool {
        job.commands.contains {
            KnownCommand.buildctlNames.contains($0.name) || $0.line?.path.starts(with: ["docker", "buildx"]) ?? false
        }
    }
}

extension RuleMessage {
    fileprivate static func wrong(_ key: String) -> Self {
        "BuildKit never asks for \"\(key)\"; write \"https://index.docker.io/v1/\""
    }
}
