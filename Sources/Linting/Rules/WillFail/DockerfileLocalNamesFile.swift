import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct DockerfileLocalNamesFile: Rule {
    package static let about = RuleDescription(
        id: "dockerfile-local-names-file", category: .willFail, severity: .error,
        summary: "`--local dockerfile=` names a file, and must name a directory",
        why: """
            `--local` gives the daemon a directory. The file in it is chosen by `--opt filename=`, and is `Dockerfile` by default. \
            With the path of a file, as `docker build -f` takes it, the build ends with \
            `invalid local: stat X/Dockerfile: not a directory`.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 --local context=. --local ⟦dockerfile=docker/Dockerfile.prod⟧
                """,
                says: """
                    "docker/Dockerfile.prod" is a file; write --local dockerfile=docker --opt filename=Dockerfile.prod
                    """,
                fixed: """
                    build:
                      script:
                        - buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=docker --opt filename=Dockerfile.prod
                    """),
            .bad(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 --local context=. --local ⟦dockerfile=./Dockerfile⟧
                """,
                says: "\"./Dockerfile\" is a file; write --local dockerfile=. --opt filename=Dockerfile",
                fixed: """
                    build:
                      script:
                        - buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=. --opt filename=Dockerfile
                    """, isDocumented: false),
            .good(
                """
                build:
                  script:
                    - >
                      buildctl build --frontend dockerfile.v0 --local context=. --local dockerfile=docker
                      --opt filename=Dockerfile.prod
                """),
        ], references: ["https://github.com/moby/buildkit#building-a-dockerfile-with-buildctl"])

    package static let commands = ["buildctl", "buildctl-daemonless.sh", "buildkit-run"]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let line = command.line else { return }
        for value in line.values("local") where value.text.hasPrefix("dockerfile=") {
            let path = String(value.text.dropFirst("dockerfile=".count))
            let parts = path.split(separator: "/", omittingEmptySubsequences: false)
            guard let name = parts.last.map(String.init), isFile(name),
                // A directory of that name is odd, and possible.
                !pipeline.project.paths.contains(where: { $0.hasPrefix(path + "/") })
            else { continue }
            let directory = parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
            let item = command.item
            let start = "dockerfile=".utf8.count
            let isQuoted = value.word.isQuoted || value.literal == nil
            report.report(
                .file(path, directory, name), at: line.span(value),
                fix: isQuoted || line.has("opt") && line.values("opt").contains { $0.text.hasPrefix("filename=") }
                    ? nil
                    : .safe(
                        "name the directory and the file",
                        item.edit(
                            value.range(ofText: start..<value.text.utf8.count),
                            "\(directory) --opt filename=\(name)")))
        }
    }

    private func isFile(_ name: String) -> Bool {
        let lower = name.lowercased()
        return ["dockerfile", "containerfile"].contains {
            lower == $0 || lower.hasPrefix($0 + ".") || lower.hasSuffix("." + $0)
        }
    }
}

extension RuleMessage {
    fileprivate static func file(_ path: String, _ directory: String, _ name: String) -> Self {
        "\"\(path)\" is a file; write --local dockerfile=\(directory) --opt filename=\(name)"
    }
}
