import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct UnquotedCommaInImageNames: Rule {
    package static let about = RuleDescription(
        id: "unquoted-comma-in-image-names", category: .willFail, severity: .error,
        summary: "several image names in `name=` are separated by a comma that ends the field",
        why: """
            The value of `--output` is a list separated by commas, and so is `name` inside it. Without quotes around the whole field \
            the second name is read as an attribute of its own, and buildctl ends with `invalid value`. The quotes must reach buildctl: \
            those that the shell removes do not count.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 --output type=image,⟦name=r.example.com/a:1,r.example.com/a:2⟧,push=true
                """,
                says: """
                    the comma ends the field "name"; put it into double quotes that the shell leaves: \
                    '"name=r.example.com/a:1,r.example.com/a:2"'
                    """,
                fixed: """
                    build:
                      script:
                        - buildctl build --frontend dockerfile.v0 --output type=image,\\"name=r.example.com/a:1,r.example.com/a:2\\",push=true
                    """),
            .bad(
                """
                build:
                  script:
                    - buildctl build --output 'type=image,⟦name=r.example.com/a:1,r.example.com/a:2⟧,push=true'
                """,
                says: """
                    the comma ends the field "name"; put it into double quotes that the shell leaves: \
                    '"name=r.example.com/a:1,r.example.com/a:2"'
                    """,
                fixed: """
                    build:
                      script:
                        - buildctl build --output 'type=image,"name=r.example.com/a:1,r.example.com/a:2",push=true'
                    """, isDocumented: false),
            .good(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 --output 'type=image,"name=r.example.com/a:1,r.example.com/a:2",push=true'
                """),
        ], references: ["https://github.com/moby/buildkit#imageregistry"])

    package static let commands = ["buildctl", "buildctl-daemonless.sh", "buildkit-run", "docker"]

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        guard let line = command.line else { return }
        for value in line.values("output") {
            let attributes = CommandLine.attributes(of: value)
            guard let index = attributes.firstIndex(where: { $0.key == "name" && !$0.isQuoted }) else { continue }
            let others = attributes[(index + 1)...].prefix { $0.value.isEmpty && isName($0.key) }
            guard let last = others.last else { continue }
            let range = attributes[index].range.lowerBound..<last.range.upperBound
            let text = command.item.text(of: range)
            report.report(
                .ends(text), at: command.span(range),
                fix: .safe("quote the field", command.item.edit(range, quoted(text, range, value.word))))
        }
    }

    private func isName(_ text: String) -> Bool {
        text.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "$") }
    }

    /// In single quotes of the shell a double quote stands for itself.
    private func quoted(_ text: String, _ range: Range<Int>, _ word: ShellWord) -> String {
        let isInSingleQuotes = word.parts.contains { part in
            guard case .literal(_, .single, let own) = part else { return false }
            return own.contains(range.lowerBound)
        }
        return isInSingleQuotes ? "\"\(text)\"" : "\\\"\(text)\\\""
    }
}

extension RuleMessage {
    fileprivate static func ends(_ text: String) -> Self {
        "the comma ends the field \"name\"; put it into double quotes that the shell leaves: '\"\(text)\"'"
    }
}
