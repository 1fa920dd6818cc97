import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct RootOwnedPathAsUser: Rule {
    package static let about = RuleDescription(
        id: "root-owned-path-as-user", category: .willFail, severity: .error,
        summary: "a script writes where user 1000 of the rootless image may not write",
        why: """
            The rootless image runs as user 1000, not as root: `/etc`, `/usr` and the like are read-only to it, and packages cannot be \
            installed. The script ends with `Permission denied`. GitLab's recipe for custom certificates, which appends to \
            `/etc/ssl/certs/ca-certificates.crt`, has this mistake.
            """,
        remedy: """
            Write below `$HOME`, `/tmp` or the checkout. A certificate authority belongs into `buildkitd.toml` \
            (`[registry."HOST"] ca = ["FILE"]`), and into `SSL_CERT_FILE` for the client.
            """,
        examples: [
            .bad(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  before_script:
                    - cat "$CA_FILE" >> ⟦/etc/ssl/certs/ca-certificates.crt⟧
                    - ⟦apk⟧ add --no-cache git
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """,
                says: """
                    the image runs as user 1000, who cannot write "/etc/ssl/certs/ca-certificates.crt"; write below $HOME or /tmp
                    """,
                "the image runs as user 1000, who cannot install packages; build an image that has them"),
            .good(
                """
                build:
                  image:
                    name: moby/buildkit:v0.26.2-rootless
                    entrypoint: [""]
                  variables:
                    BUILDKITD_FLAGS: --oci-worker-no-process-sandbox
                  before_script:
                    - mkdir -p ~/.config/buildkit
                    - printf '[registry."registry.example.com"]\\n  ca = ["%s"]\\n' "$CA_FILE" > ~/.config/buildkit/buildkitd.toml
                  script: buildctl-daemonless.sh build --frontend dockerfile.v0
                """),
        ], references: ["https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md"])

    package static let commands = ["*"]

    /// What belongs to root in the image.
    private static let rootOwned = [
        "/etc/", "/usr/", "/bin/", "/sbin/", "/lib/", "/opt/", "/root/", "/srv/", "/var/lib/", "/var/log/",
        "/run/buildkit/", "/kaniko/",
    ]
    private static let installers: Set<String> = [
        "apk", "apt-get", "apt", "update-ca-certificates", "adduser", "useradd",
    ]
    /// Commands whose last argument is what they write.
    private static let writers: Set<String> = ["cp", "mv", "install", "ln", "tee", "mkdir", "touch", "chown"]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let image = job.image, image.isRootlessBuildKit, !runsAsAnotherUser(image),
            // A command whose failure is allowed for.
            !command.shell.isNested, !isForgiven(command)
        else { return }
        for redirection in command.shell.redirections where redirection.writesFile {
            if let path = redirection.target.literal, isRootOwned(path) {
                report.report(.unwritable(path), at: command.span(redirection.target))
            }
        }
        if Self.installers.contains(command.name), isInstalling(command) {
            report.report(
                "the image runs as user 1000, who cannot install packages; build an image that has them",
                at: command.nameSpan)
        } else if Self.writers.contains(command.name), let last = command.arguments.last, let path = last.literal,
            isRootOwned(path)
        {
            report.report(.unwritable(path), at: command.span(last))
        }
    }

    private func isRootOwned(_ path: String) -> Bool { Self.rootOwned.contains(where: path.hasPrefix) }

    private func isInstalling(_ command: LintedCommand) -> Bool {
        !["apk", "apt-get", "apt"].contains(command.name)
            || command.arguments.contains { ["add", "install", "update", "upgrade", "del"].contains($0.literal) }
    }

    private func isForgiven(_ command: LintedCommand) -> Bool {
        let text = command.item.text(of: command.shell.range.upperBound..<command.item.text.utf8.count)
        return text.drop { $0 == " " }.hasPrefix("||")
    }

    private func runsAsAnotherUser(_ image: LintedImage) -> Bool {
        image.value["docker"]?["user"] != nil || image.value["kubernetes"]?["user"] != nil
    }
}

extension RuleMessage {
    fileprivate static func unwritable(_ path: String) -> Self {
        "the image runs as user 1000, who cannot write \"\(path)\"; write below $HOME or /tmp"
    }
}
