import BuildRequests
package import GitLabCI

/// What a job runs, as one POSIX shell script: its variables, `before_script` and `script`, in one shell that stops at the
/// first failure, as GitLab Runner has it.
package struct JobScript: Equatable, Sendable {
    package let text: String

    /// - Parameters:
    ///   - name: the job's name.
    ///   - configuration: the pipeline with its includes, `extends` and references resolved.
    package init(job name: String, in configuration: ConfigValue) throws(Missing) {
        guard let job = configuration[name], job.isMapping, !name.hasPrefix(".") else {
            throw .job(name, known: Self.jobs(in: configuration))
        }
        guard let script = Self.commands(job["script"]), !script.isEmpty else { throw .script(name) }

        var lines = ["#!/bin/sh", "set -e", "if (set -o pipefail) 2>/dev/null; then set -o pipefail; fi"]
        for (name, value) in Self.variables(of: job, in: configuration) {
            // What the environment has goes first, as a project's variables go before those of the file.
            lines.append("[ -n \"${\(name)+set}\" ] || export \(name)=\(value)")
        }
        lines += Self.commands(job["before_script"] ?? Self.inherited("before_script", job, configuration)) ?? []
        self.text = (lines + script).map { $0.hasSuffix("\n") ? $0 : $0 + "\n" }.joined()
    }

    /// Why there is no script.
    package enum Missing: Error, Equatable, CustomStringConvertible {
        case job(String, known: [String])
        case script(String)

        package var description: String {
            switch self {
            case .job(let name, let known):
                "there is no job \"\(name)\"; there is " + known.map { "\"\($0)\"" }.joined(separator: ", ")
            case .script(let name): "the job \"\(name)\" has no script"
            }
        }
    }

    private static func jobs(in configuration: ConfigValue) -> [String] {
        (configuration.mapping?.entries ?? []).filter { $0.value["script"] != nil && !$0.name.hasPrefix(".") }
            .map(\.name)
    }

    /// The default of a keyword: from `default:`, or from the top level where older files have it, unless
    /// `inherit:default` keeps it out (GitLab docs, `inherit:default`).
    private static func inherited(_ key: String, _ job: ConfigValue, _ configuration: ConfigValue) -> ConfigValue? {
        guard inherits(key, by: job["inherit"]?["default"]) else { return nil }
        return configuration["default"]?[key] ?? configuration[key]
    }

    /// The variables of the file and of the job, in the order of their first writing, with their values as shell words.
    private static func variables(of job: ConfigValue, in configuration: ConfigValue) -> [(String, String)] {
        let selection = job["inherit"]?["variables"]
        let global = (configuration["variables"]?.mapping?.entries ?? []).filter {
            inherits($0.name, by: selection)
        }
        var words: [(name: String, word: String)] = []
        for entry in global + (job["variables"]?.mapping?.entries ?? []) where isName(entry.name) {
            guard let word = word(entry.value) else { continue }
            if let index = words.firstIndex(where: { $0.name == entry.name }) {
                words[index].word = word
            } else {
                words.append((entry.name, word))
            }
        }
        return words
    }

    /// Whether `inherit:` lets a name through: a boolean for all, or a list of names.
    private static func inherits(_ name: String, by selection: ConfigValue?) -> Bool {
        if let names = selection?.sequence { return names.contains { $0.string == name } }
        return selection?.bool ?? true
    }

    private static func word(_ value: ConfigValue) -> String? {
        guard let map = value.mapping else {
            // Two dollar signs are one that does not begin a variable (GitLab docs, `variables`).
            return text(value).map { text in
                pieces(of: text).map { ShellWord.quoting(VariableText($0)) }.joined(separator: "'$'")
            }
        }
        guard let inner = map["value"].flatMap(text) else { return nil }
        return map["expand"]?.bool == false ? ShellWord.quoting(literal: inner) : word(map["value"] ?? value)
    }

    private static func text(_ value: ConfigValue) -> String? {
        switch value.content {
        case .string(let text), .bigInteger(let text): text
        case .integer(let number): String(number)
        case .float(let number): String(number)
        case .bool(let bool): String(bool)
        case .null: ""
        case .sequence, .mapping, .reference: nil
        }
    }

    /// The text between the pairs of dollar signs.
    private static func pieces(of text: String) -> [String] {
        var pieces = [""]
        var rest = Substring(text)
        while let first = rest.first {
            if rest.hasPrefix("$$") {
                pieces.append("")
                rest = rest.dropFirst(2)
            } else {
                pieces[pieces.count - 1].append(first)
                rest = rest.dropFirst()
            }
        }
        return pieces
    }

    /// The commands of a script, nested lists flattened.
    private static func commands(_ value: ConfigValue?) -> [String]? {
        switch value?.content {
        case .string(let text): [text]
        case .sequence(let items): items.compactMap(commands).flatMap { $0 }
        default: nil
        }
    }

    private static func isName(_ text: String) -> Bool {
        VariableText("$" + text).segments == [.variable(text)]
    }
}
