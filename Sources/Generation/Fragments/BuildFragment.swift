import BuildKit
import YAMLTree

/// The command that builds the image and pushes it.
enum BuildFragment {
    static func item(for plan: Plan) -> YAMLValue.Item {
        let lines = [command(plan)] + options(plan).map { "  " + $0 }
        return .init(.scalar(lines.joined(separator: " \\\n") + "\n"), comment: comment(plan))
    }

    private static func command(_ plan: Plan) -> String {
        switch (plan.runner, plan.mode) {
        case (.buildkitRun, _): "buildkit-run build"
        case (.stock, .daemonless): "buildctl-daemonless.sh build"
        case (.stock, .service): "buildctl build"
        }
    }

    /// The options of `buildctl build`, one a line.
    private static func options(_ plan: Plan) -> [String] {
        var options = [
            "--frontend dockerfile.v0",
            "--local " + word("context=", plan.context),
            "--local " + word("dockerfile=", plan.dockerfileDirectory),
            "--opt " + word("filename=", plan.dockerfileName),
        ]
        if let cache = plan.cache {
            options.append("--import-cache " + attributes(["type": "registry", "ref": cache.text]))
            options.append("--export-cache " + attributes(["type": "registry", "ref": cache.text, "mode": "max"]))
        }
        let names = plan.images.map(\.text).joined(separator: ",")
        options.append("--output " + attributes(["type": "image", "name": names, "push": "true"]))
        return options
    }

    private static func comment(_ plan: Plan) -> String? {
        var sentences: [String] = []
        if plan.cache != nil {
            sentences.append(
                "mode=max keeps the layers of every stage, not only of the last. The first build finds no cache yet and goes on."
            )
        }
        if !plan.logsIn {
            sentences.append(
                "The registry's login comes from the CI/CD variable DOCKER_AUTH_CONFIG, which BuildKit's client reads.")
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private static func word(_ key: String, _ value: VariableText) -> String {
        ShellWord.quoting(VariableText(key + value.text))
    }

    private static func attributes(_ attributes: KeyValuePairs<String, String>) -> String {
        ShellWord.quoting(VariableText(AttributeList(attributes).text))
    }
}
