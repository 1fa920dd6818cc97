import Diagnostics
import GitLabCI

/// See `about`.
package struct RemoteIncludeWithoutIntegrity: Rule {
    package static let about = RuleDescription(
        id: "remote-include-without-integrity", category: .unsafe, severity: .warning,
        summary: "a pipeline includes a file from the web whose content may change at any time",
        why: """
            `include:remote` takes whatever the address serves when a pipeline starts. Whoever can change it runs code in your jobs, with \
            your secrets. With `integrity` GitLab compares the file's SHA-256 and refuses another one.
            """,
        remedy: "Add `integrity: sha256-…`, the base64 of the file's SHA-256, or copy the file into the project.",
        examples: [
            .bad(
                """
                include:
                  - remote: ⟦https://example.com/ci/build.yml⟧

                build:
                  script: make
                """,
                says: "\"https://example.com/ci/build.yml\" may change at any time; pin it by \"integrity\"",
                without: [.extends, .anchor]),
            .good(
                """
                include:
                  - remote: https://example.com/ci/build.yml
                    integrity: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=

                build:
                  script: make
                """),
        ], references: ["https://docs.gitlab.com/ci/yaml/#includeintegrity"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        for include in pipeline.includes {
            guard include["integrity"] == nil, let remote = include["remote"] else { continue }
            report.report(.unpinned(remote.text), at: remote.span)
        }
    }
}

extension RuleMessage {
    fileprivate static func unpinned(_ address: String) -> Self {
        "\"\(address)\" may change at any time; pin it by \"integrity\""
    }
}
