/// Rules and what they depend on, in words for people.
package enum RuleText {
    /// A rule on one line: `if: $CI_COMMIT_TAG, when: manual`.
    package static func describe(_ rule: ConfigValue) -> String {
        guard let map = rule.mapping else { return short(rule) }
        return map.entries.map { "\($0.name): \(short($0.value))" }.joined(separator: ", ")
    }

    /// A value on one line, cut when it is long.
    package static func short(_ value: ConfigValue) -> String {
        switch value.content {
        case .sequence(let members): "[" + cut(members.map(short).joined(separator: ", ")) + "]"
        case .mapping(let map):
            "{" + cut(map.entries.map { "\($0.name): \(short($0.value))" }.joined(separator: ", ")) + "}"
        default: cut(RubyText.string(value))
        }
    }

    private static func cut(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > 100 ? line.prefix(99) + "…" : line
    }

    /// What has to be known for a decision, and how to say it.
    package static func describe(_ dependency: Dependency) -> String {
        switch dependency {
        case .variable(let name): "the value of $\(name)"
        case .changedFiles: "the changed files"
        case .project(let path): "the files of project \"\(path)\""
        case .projectPath: "the path of the project"
        case .cluster: "whether a Kubernetes cluster is connected"
        case .pattern(let text): "how GitLab's engine reads \"\(text)\""
        }
    }

    /// The option of `simulate` that settles a dependency, if there is one.
    package static func option(for dependency: Dependency) -> String? {
        switch dependency {
        case .variable(let name): "--var \(name)=VALUE"
        case .changedFiles: "--changed PATH…"
        case .projectPath: "--project GROUP/PROJECT"
        case .cluster: "--var CI_KUBERNETES_ACTIVE=true"
        case .project, .pattern: nil
        }
    }
}
