import BuildKit
import BuildRequests
import YAMLTree

/// The names under which the image is pushed, where they depend on the pipeline: the job's variable `names`.
enum TagScript {
    static func item(for image: ImagePlan) -> YAMLValue.Item? {
        // What is never pushed has no use for names.
        guard image.push != .never else { return nil }
        return switch image.tags {
        case .fixed: nil
        case .shell(let tags): .init(.scalar(script(tags, image.names)), comment: why(tags))
        case .listed(let variable): .init(.scalar(listed(variable, image.names)))
        case .rules(let rules, let flavor): .init(.scalar(metadata(rules, flavor, image.names)), comment: whyMetadata)
        }
    }

    /// The names of the image with its tags, between commas, as they stand in the output's attribute `name`.
    static func names(of image: ImagePlan) -> String {
        guard case .fixed(let tags) = image.tags else { return "$names" }
        return image.names.flatMap { name in tags.map { "\(name.text):\($0.text)" } }.joined(separator: ",")
    }

    private static func script(_ tags: ShellTags, _ names: [VariableText]) -> String {
        var lines = ["names=", "latest="]
        if tags.usesShortSHA { lines.append("short_sha=$(printf %s \"$CI_COMMIT_SHA\" | cut -c1-7)") }
        lines += [
            "add_tag() {",
            "  tag=$(printf %s \"$1\" | sed 's/[^a-zA-Z0-9._-]\\{1,\\}/-/g; s/^[.-]*//' | cut -c1-128)",
            "  if [ -z \"$tag\" ]; then return 0; fi",
            "  if [ -z \"$latest\" ]; then latest=$2; fi",
        ]
        lines += names.map { name in
            "  names=\"$names${names:+,}\"\(ShellWord.quoting(VariableText(name.text + ":$tag")))"
        }
        lines.append("}")
        for step in tags.steps {
            let call = "add_tag \(ShellWord.quoting(step.value)) \(step.isLatest)"
            lines.append(step.condition.map { "if \($0); then \(call); fi" } ?? call)
        }
        switch tags.latest {
        case .never: break
        case .auto:
            if tags.steps.contains(where: \.isLatest) {
                lines.append(
                    "if [ \"$latest\" = true ]; then add_tag \(ShellWord.quoting(literal: tags.latestName)) true; fi")
            }
        case .always:
            lines.append("if [ -n \"$latest\" ]; then add_tag \(ShellWord.quoting(literal: tags.latestName)) true; fi")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func listed(_ variable: String, _ names: [VariableText]) -> String {
        let additions = names.map { name in
            "names=\"$names${names:+,}\"\(ShellWord.quoting(VariableText(name.text + ":$tag")))"
        }
        return "names=\nfor tag in $\(variable); do \(additions.joined(separator: "; ")); done\n"
    }

    private static func why(_ tags: ShellTags) -> String {
        "The tags by the rules of docker/metadata-action: what no tag may hold becomes a hyphen."
            + (tags.latest == .auto && tags.steps.contains(where: \.isLatest)
                ? " The first rule that yields a tag decides whether \"latest\" goes with it." : "")
    }

    private static let whyMetadata =
        "The tags by the rules of docker/metadata-action on GitLab's variables."

    private static func metadata(_ rules: [String], _ flavor: [String], _ names: [VariableText]) -> String {
        var words = names.map { "--images " + ShellWord.quoting($0) }
        words += rules.map { "--tags " + ShellWord.quoting(VariableText($0)) }
        words += flavor.map { "--flavor " + ShellWord.quoting(VariableText($0)) }
        return "names=$(buildkit-run meta --sep-tags , \\\n  " + words.joined(separator: " \\\n  ") + ")\n"
    }
}
