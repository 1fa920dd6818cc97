import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct UnknownBuildctlFlag: Rule {
    package static let about = RuleDescription(
        id: "unknown-buildctl-flag", category: .willFail, severity: .error,
        summary: "buildctl does not have the flag, and refuses to start",
        why: """
            `buildctl` is not `docker build`: what `docker` takes as `--build-arg`, `--target` or `--tag` are options of the \
            frontend (`--opt build-arg:NAME=value`) or of the output. It ends at the first flag that it does not know, with \
            `flag provided but not defined: -build-arg`. GitLab's own page on BuildKit has a recipe with this mistake.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 ⟦--build-arg⟧ HTTP_PROXY=$HTTP_PROXY
                """,
                says: "buildctl has no flag \"--build-arg\"; write --opt build-arg:NAME=value",
                fixed: """
                    build:
                      script:
                        - buildctl build --frontend dockerfile.v0 --opt build-arg:HTTP_PROXY=$HTTP_PROXY
                    """),
            .bad(
                """
                build:
                  script:
                    - |
                      buildctl-daemonless.sh build \\
                        --frontend dockerfile.v0 \\
                        ⟦--target⟧=release \\
                        ⟦-t⟧ registry.example.com/app
                """,
                says: "buildctl has no flag \"--target\"; write --opt target=STAGE",
                "buildctl has no flag \"-t\"; write --output type=image,name=NAME,push=true",
                fixed: """
                    build:
                      script:
                        - |
                          buildctl-daemonless.sh build \\
                            --frontend dockerfile.v0 \\
                            --opt target=release \\
                            -t registry.example.com/app
                    """, isDocumented: false),
            .bad(
                """
                build:
                  script: 'buildctl build ⟦--metadatafile⟧ "it''s.json"'
                """,
                says: "buildctl has no flag \"--metadatafile\"; did you mean \"--metadata-file\"?", isDocumented: false),
            .good(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 --opt build-arg:HTTP_PROXY=$HTTP_PROXY --opt target=release
                """),
            .good(
                """
                build:
                  script:
                    - docker build --build-arg HTTP_PROXY=$HTTP_PROXY .
                    - buildctl --addr tcp://buildkitd:1234 debug workers --format json
                """, isDocumented: false),
        ], references: ["https://github.com/moby/buildkit/blob/master/docs/reference/buildctl.md"])

    package static let commands = ["buildctl", "buildctl-daemonless.sh"]

    /// What `docker build` has for it, and how to say it to `buildctl`.
    private static let replacements: [String: String] = [
        "build-arg": "--opt build-arg:NAME=value", "label": "--opt label:NAME=value", "target": "--opt target=STAGE",
        "platform": "--opt platform=linux/amd64", "cache-from": "--import-cache type=registry,ref=NAME",
        "cache-to": "--export-cache type=registry,ref=NAME,mode=max",
        "tag": "--output type=image,name=NAME,push=true", "t": "--output type=image,name=NAME,push=true",
        "push": "push=true in --output", "file": "--local dockerfile=DIRECTORY --opt filename=NAME",
        "f": "--local dockerfile=DIRECTORY --opt filename=NAME", "add-host": "--opt add-hosts=HOST=ADDRESS",
        "network": "--opt force-network-mode=MODE", "shm-size": "--opt shm-size=BYTES",
        "context": "--local context=DIRECTORY", "dockerfile": "--local dockerfile=DIRECTORY",
        "destination": "--output type=image,name=NAME,push=true", "build-context": "--opt context:NAME=SOURCE",
        "no-cache-filter": "--opt no-cache=STAGE", "pull": "--opt image-resolve-mode=pull",
        "config": "the file in BUILDKITD_FLAGS=--config=FILE, as it is the daemon's",
    ]

    /// Flags whose value goes behind a text of `--opt` as it is.
    private static let options = [
        "build-arg": "build-arg:", "label": "label:", "target": "target=", "platform": "platform=",
    ]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let line = command.line, line.grammar.isClosed else { return }
        for flag in line.flags where !flag.isKnown {
            let near =
                Self.replacements[flag.name] == nil
                ? Suggestion.nearest(to: flag.name, among: line.grammar.flagNames.filter { $0.count > 1 }) : nil
            report.report(
                .unknown(flag.written, Self.replacements[flag.name], near: near), at: line.span(flag),
                fix: fix(flag, of: command))
        }
    }

    private func fix(_ flag: CommandLine.Flag, of command: LintedCommand) -> Fix? {
        guard let option = Self.options[flag.name] else { return nil }
        let title = "write it as an option of the frontend"
        if let value = flag.value {
            // `--target=x`: the flag and the sign of equality.
            return .safe(title, command.item.edit(flag.range.lowerBound..<value.range.lowerBound, "--opt \(option)"))
        }
        guard let next = command.words.first(where: { $0.range.lowerBound > flag.range.upperBound }),
            !next.text.hasPrefix("-")
        else { return nil }
        return .safe(
            title, command.item.edit(flag.range, "--opt"), command.item.insertion(option, at: next.range.lowerBound))
    }
}

extension RuleMessage {
    fileprivate static func unknown(_ flag: String, _ replacement: String?, near: String?) -> Self {
        let advice =
            replacement.map { "; write \($0)" } ?? near.map { "; did you mean \"--\($0)\"?" }
            ?? "; see buildctl build --help"
        return "buildctl has no flag \"\(flag)\"\(advice)"
    }
}
