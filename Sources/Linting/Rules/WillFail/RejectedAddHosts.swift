import Diagnostics
import GitLabCI
import ShellSyntax

/// See `about`.
package struct RejectedAddHosts: Rule {
    package static let about = RuleDescription(
        id: "rejected-add-hosts", category: .willFail, severity: .error,
        summary: "`add-hosts` takes NAME=ADDRESS, not NAME:ADDRESS",
        why: """
            `docker build --add-host` takes a colon, the frontend's option does not: the build ends with \
            `failed to parse additional hosts: invalid key-value pair`. Docker's `host-gateway` has no equal in BuildKit.
            """,
        fix: .safe,
        examples: [
            .bad(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 --opt ⟦add-hosts=db:10.0.0.5⟧
                """,
                says: "\"db:10.0.0.5\" is not NAME=ADDRESS; write add-hosts=db=10.0.0.5",
                fixed: """
                    build:
                      script:
                        - buildctl build --frontend dockerfile.v0 --opt add-hosts=db=10.0.0.5
                    """),
            .good(
                """
                build:
                  script:
                    - buildctl build --frontend dockerfile.v0 --opt add-hosts=db=10.0.0.5,cache=10.0.0.6
                """),
        ], references: ["https://github.com/moby/buildkit/blob/master/frontend/dockerui/attr.go"])

    package static let commands = KnownCommand.buildctlNames

    package init() {}

    package func check(
        _ command: LintedCommand, of job: LintedJob, in pipeline: LintedPipeline, _ report: inout Reporter
    ) {
        for value in command.line?.values("opt") ?? [] where value.text.hasPrefix("add-hosts=") {
            var offset = "add-hosts=".utf8.count
            for entry in value.text.dropFirst(offset).split(separator: ",", omittingEmptySubsequences: false) {
                defer { offset += entry.utf8.count + 1 }
                guard !entry.contains("="), !entry.contains("$"), let colon = entry.firstIndex(of: ":") else {
                    continue
                }
                let place = offset + entry[..<colon].utf8.count
                let corrected = entry[..<colon] + "=" + entry[entry.index(after: colon)...]
                report.report(
                    .colon(String(entry), String(corrected)), at: command.line?.span(value) ?? command.span,
                    fix: .safe(
                        "write the sign of equality",
                        command.item.edit(value.range(ofText: place..<place + 1), "=")))
            }
        }
    }
}

extension RuleMessage {
    fileprivate static func colon(_ entry: String, _ corrected: String) -> Self {
        "\"\(entry)\" is not NAME=ADDRESS; write add-hosts=\(corrected)"
    }
}
