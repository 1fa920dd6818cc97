import Diagnostics
import GitLabCI
import ShellSyntax
import YAMLTree

/// See `about`.
package struct FoldedHeredoc: Rule {
    package static let about = RuleDescription(
        id: "folded-heredoc", category: .willFail, severity: .error,
        summary: "YAML folds the lines of a heredoc into one, so that the shell never finds its end",
        why: """
            In a plain, quoted or `>` scalar YAML joins lines with blanks: the shell gets `cat <<EOF > file text EOF` in one line. \
            It writes an empty file, and `cat` takes the text for names of files that it cannot open. Only a literal scalar (`|`) \
            keeps lines as they are. GitLab's recipe for registry mirrors has this mistake.
            """,
        remedy: "Begin the item with `- |` and put the command on the lines below.",
        fix: .unsafe,
        examples: [
            .bad(
                """
                build:
                  script:
                    - >
                      cat ⟦<<EOF⟧ > buildkitd.toml
                      [registry."docker.io"]
                      EOF
                """,
                says:
                    "this scalar folds the heredoc's lines into one, and \"EOF\" never ends it; write the item as a literal scalar (|)",
                fixed: """
                    build:
                      script:
                        - |
                          cat <<EOF > buildkitd.toml
                          [registry."docker.io"]
                          EOF
                    """, isDocumented: false, without: [.silenced]),
            .bad(
                """
                build:
                  script:
                    - cat ⟦<<'EOF'⟧ > buildkitd.toml
                      [registry."docker.io"]
                      mirrors = ["mirror.example.com"]
                      EOF
                """,
                says:
                    "this scalar folds the heredoc's lines into one, and \"EOF\" never ends it; write the item as a literal scalar (|)",
                without: [.silenced]),
            .good(
                """
                build:
                  script:
                    - |
                      cat <<'EOF' > buildkitd.toml
                      [registry."docker.io"]
                      mirrors = ["mirror.example.com"]
                      EOF
                """),
        ], references: ["https://docs.gitlab.com/ci/yaml/script/#split-long-commands"])

    package init() {}

    package func check(_ job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter) {
        for item in job.scripts
        where item.source.style != .literal && !item.shell.problems.isEmpty && isWrittenOnSeveralLines(item) {
            for problem in item.shell.problems {
                guard case .unterminatedHeredoc(let delimiter) = problem.kind else { continue }
                let span = item.source.span
                let edit =
                    item.source.style == .folded && span.file.bytes[span.start] == UInt8(ascii: ">")
                    ? TextEdit(span.part(offset: 0, length: 1), "|") : nil
                report.report(
                    .folded(delimiter), at: item.span(of: problem.range),
                    fix: .unsafe("keep the lines of the item", edit))
            }
        }
    }

    private func isWrittenOnSeveralLines(_ item: ScriptItem) -> Bool {
        item.isExact && item.source.span.file.bytes[item.source.span.range].contains(0x0A)
    }
}

extension RuleMessage {
    fileprivate static func folded(_ delimiter: String) -> Self {
        """
        this scalar folds the heredoc's lines into one, and "\(delimiter)" never ends it; write the item as a literal scalar (|)
        """
    }
}
