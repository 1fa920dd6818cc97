import Diagnostics
import GitLabCI
import YAMLTree

/// See `about`.
package struct UnusedHiddenJob: Rule {
    package static let about = RuleDescription(
        id: "unused-hidden-job", category: .pipeline, severity: .note,
        summary: "a hidden job that nothing extends or refers to",
        why: """
            A job whose name begins with a dot is a template, or a job that was switched off. When no job takes anything from it \
            by `extends`, `!reference` or an alias, it does nothing, and readers take it for part of the pipeline. Only the file \
            itself is looked at: a hidden job in an included file may serve others.
            """,
        examples: [
            .bad(
                """
                ⟦.build⟧:
                  image: alpine:3.22

                build:
                  script: make
                """,
                says: "nothing uses the hidden job \".build\"; remove it, or let a job extend it",
                without: [.extends, .anchor]),
            .good(
                """
                .image:
                  image: alpine:3.22

                .steps:
                  script: [make]

                .rules: &rules
                  - if: $CI_COMMIT_TAG

                build:
                  extends: .image
                  script: !reference [.steps, script]
                  rules: *rules
                """, without: [.extends, .anchor]),
        ], references: ["https://docs.gitlab.com/ci/jobs/#hide-a-job"])

    package init() {}

    package func check(_ pipeline: LintedPipeline, _ report: inout Reporter) {
        guard pipeline.isComplete, !pipeline.isComponent else { return }
        var used: Set<String> = []
        var isOpen = false
        for document in pipeline.documents { document.collectUses(&used, &isOpen) }
        // A name that inputs or variables complete may be any.
        guard !isOpen else { return }
        for document in pipeline.documents where document.file == pipeline.file {
            guard let root = document.root, case .mapping(let pairs) = document[root].content else { continue }
            for pair in pairs {
                guard case .scalar(let name, _) = document[pair.key].content, name.hasPrefix("."), name != ".pre",
                    name != ".post", !used.contains(name), !document.isAliased(within: pair.value)
                else { continue }
                report.report(.unused(name), at: document.span(of: pair.key))
            }
        }
    }
}

extension YAMLDocument {
    /// The names of jobs in `extends` and `!reference`.
    fileprivate func collectUses(_ used: inout Set<String>, _ isOpen: inout Bool) {
        let nodes = nodes
        func add(_ id: YAMLNode.ID) {
            switch nodes[Int(id.index)].content {
            case .scalar(let text, _):
                used.insert(text)
                isOpen = isOpen || text.contains(utf8: "$")
            case .sequence(let members): for member in members { add(member) }
            default: break
            }
        }
        // By index, since a copy of each node would take longer than to look at it.
        for position in nodes.indices {
            switch nodes[position].content {
            case .mapping(let pairs):
                for pair in pairs {
                    if case .scalar("extends", _) = nodes[Int(pair.key.index)].content { add(pair.value) }
                }
            case .sequence(let members) where nodes[position].tag == "!reference":
                if let first = members.first { add(first) }
            default: break
            }
        }
    }

    /// Whether an alias outside of a value refers to something in it.
    fileprivate func isAliased(within id: YAMLNode.ID) -> Bool {
        let value = self[id]
        func isInside(_ node: YAMLNode) -> Bool { node.start >= value.start && node.end <= value.end }
        return nodes.contains { node in
            guard case .alias(_, let target?) = node.content, !isInside(node) else { return false }
            return isInside(self[target])
        }
    }
}

extension RuleMessage {
    fileprivate static func unused(_ name: String) -> Self {
        "nothing uses the hidden job \"\(name)\"; remove it, or let a job extend it"
    }
}
