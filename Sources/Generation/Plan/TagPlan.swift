import BuildKit
import BuildRequests

/// How the tags of an image are found.
enum TagPlan: Equatable, Sendable {
    /// Written out, with variables at most.
    case fixed([VariableText])
    /// By the job's shell.
    case shell(ShellTags)
    /// The texts between blanks in a variable, which is an input of a component.
    case listed(variable: String)
    /// By `buildkit-run meta`, which knows every rule.
    case rules([String], flavor: [String])

    init(_ naming: ImageNaming, runner: BuildRequest.Runner, _ path: String, _ problems: inout ProblemList) {
        let tags = naming.tags ?? ImageNaming.standardTags
        let flavor = naming.flavor ?? []
        if tags.isEmpty { problems.report("\(path).tags", "an image needs at least one tag") }
        if flavor.isEmpty, tags.allSatisfy({ !Self.isRule($0) }) {
            Self.checkFixed(tags, path, &problems)
            self = .fixed(tags.map(VariableText.init))
            return
        }
        var rules: [TagRule] = []
        for (index, text) in tags.enumerated() {
            do throws(MetadataError) {
                let rule = try TagRule(text)
                for attribute in rule.unknownAttributes {
                    problems.report(
                        "\(path).tags[\(index)]",
                        "\"\(text)\" has the attribute \"\(attribute)\", which its type does not have; leave it out")
                }
                rules.append(rule)
                guard runner == .stock else { continue }
                if let reason = ShellTags.obstacle(rule) {
                    problems.report(
                        "\(path).tags[\(index)]",
                        "\"\(text)\" needs --runner buildkit-run: \(reason), which the shell of the public image cannot"
                    )
                }
            } catch {
                problems.report("\(path).tags[\(index)]", error.description)
            }
        }
        guard let read = Self.flavor(flavor, path, &problems) else {
            self = .fixed([])
            return
        }
        guard runner == .stock else {
            self = .rules(tags, flavor: flavor)
            return
        }
        if let part = [read.prefix, read.suffix].first(where: { $0.contains("{{") }) {
            problems.report(
                "\(path).flavor", "\"\(part)\" needs --runner buildkit-run; write a text without expressions")
        }
        self = .shell(ShellTags(rules, flavor: read))
    }

    private static func flavor(_ entries: [String], _ path: String, _ problems: inout ProblemList) -> TagFlavor? {
        do throws(MetadataError) {
            return try TagFlavor(entries)
        } catch {
            problems.report("\(path).flavor", error.description)
            return nil
        }
    }

    /// Whether an entry is more than a text: a type, an attribute or an expression.
    static func isRule(_ text: String) -> Bool {
        text.contains("{{") || text.contains("=") || text.contains(",")
    }

    private static func checkFixed(_ tags: [String], _ path: String, _ problems: inout ProblemList) {
        var seen: Set<String> = []
        for (index, tag) in tags.enumerated() {
            let path = "\(path).tags[\(index)]"
            let text = VariableText(tag)
            if let branch = text.variables.first(where: PredefinedVariable.mayHoldSlash) {
                problems.report(
                    path,
                    "\"\(tag)\" uses $\(branch), which may hold a slash; use $CI_COMMIT_REF_SLUG, or the rule type=ref,event=branch"
                )
            } else if !ImageReference.isTag(text.expanded(PredefinedVariable.example(of:))) {
                problems.report(path, ImageReference.Malformed.tag(tag).description)
            }
            if !seen.insert(tag).inserted { problems.report(path, "\"\(tag)\" is given twice") }
        }
    }
}
