import Diagnostics
import GitLabCI

/// See `about`.
package struct ComponentAtBranch: Rule {
    package static let about = RuleDescription(
        id: "component-at-branch", category: .unsafe, severity: .warning,
        summary: "a component is included at a branch or at its latest version, so that it may change at any time",
        why: """
            A branch moves with every push of its project, and `~latest` with every release, breaking ones among them. A version or a \
            commit stays what was tried. Partial versions such as `1.2` or `1` take fixes without breaking changes, and are left alone.
            """,
        examples: [
            .bad(
                """
                include:
                  - component: ⟦$CI_SERVER_FQDN/platform/images/daemonless@main⟧

                build:
                  script: make
                """,
                says: "the component is at \"main\", which may change at any time; name a version or a commit",
                without: [.extends, .anchor]),
            .good(
                """
                include:
                  - component: $CI_SERVER_FQDN/platform/images/daemonless@1.4
                  - component: $CI_SERVER_FQDN/platform/images/lint@$CI_COMMIT_SHA

                build:
                  script: make
                """),
        ], references: ["https://docs.gitlab.com/ci/components/#component-versions"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        for include in pipeline.includes {
            guard let component = include["component"], let at = component.text.lastIndex(of: "@") else { continue }
            let version = String(component.text[component.text.index(after: at)...])
            guard !version.contains("$"), !isVersion(version), !isCommit(version) else { continue }
            report.report(.moving(version), at: component.span)
        }
    }

    private func isVersion(_ text: String) -> Bool {
        let bare = text.hasPrefix("v") ? text.dropFirst() : text[...]
        return bare.first?.isNumber ?? false
            && bare.prefix { $0 != "-" && $0 != "+" }.allSatisfy { $0.isNumber || $0 == "." }
    }

    private func isCommit(_ text: String) -> Bool { text.count == 40 && text.allSatisfy(\.isHexDigit) }
}

extension RuleMessage {
    fileprivate static func moving(_ version: String) -> Self {
        "the component is at \"\(version)\", which may change at any time; name a version or a commit"
    }
}
