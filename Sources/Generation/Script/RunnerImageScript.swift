import BuildKit
import BuildRequests
import YAMLTree

/// The build by `buildkit-run image`, which takes the options of `docker buildx build`, and by itself logs in to GitLab's
/// registries, adds labels, keeps the cache, tries again what failed for the moment, and tells by its exit code who is at
/// fault.
enum RunnerImageScript {
    static func items(for image: ImagePlan, in plan: Plan) -> [YAMLValue.Item] {
        let conditional = conditional(image)
        let options = (fixedTags(image) + inputs(image, plan) + cache(image)).map { "  " + $0 }
        let last = (conditional == nil ? "" : "\"$@\" ") + ShellWord.quoting(image.inputs.context)
        let lines = ["buildkit-run image"] + options + ["  " + last]
        return [conditional, .init(.scalar(lines.joined(separator: " \\\n") + "\n"), comment: why(image))].compactMap(
            \.self)
    }

    private static func why(_ image: ImagePlan) -> String {
        let cache: String
        switch image.cache {
        case .registry(let strategy):
            let scope = strategy.scope == .branch ? " of its branch and of the default branch" : ""
            let export =
                switch strategy.export {
                case .protected: ", which protected branches write"
                case .always: ", and writes it"
                case .never: ""
                }
            cache = ", reads the cache\(scope)\(export)"
        case .inline, .none: cache = ""
        }
        return "Logs in, adds labels\(cache), and tries again what a registry or the network failed at for the moment."
    }

    /// What depends on the pipeline: whether to push, and tags by rules, which only a push needs.
    private static func conditional(_ image: ImagePlan) -> YAMLValue.Item? {
        guard image.push != .never else { return nil }
        var commands: [String] = []
        if case .rules(let rules, let flavor) = image.tags {
            let words =
                image.names.map { "--images " + ShellWord.quoting($0) }
                + rules.map { "--tags " + ShellWord.quoting(VariableText($0)) }
                + flavor.map { "--flavor " + ShellWord.quoting(VariableText($0)) }
            commands += [
                "tags=$(mktemp)", "buildkit-run meta \\", "  " + words.joined(separator: " \\\n  ") + " > \"$tags\"",
                "if [ ! -s \"$tags\" ]; then exit \(RunnerExitCode.configuration.rawValue); fi",
                "while IFS= read -r tag; do set -- \"$@\" --tag \"$tag\"; done < \"$tags\"",
            ]
        } else if image.push == .always {
            return nil
        }
        commands.append("set -- \"$@\" --push")
        let text = commands.joined(separator: "\n")
        guard image.push == .outsideMergeRequests else {
            return .init(.scalar("set --\n\(text)\n"), comment: whyRules)
        }
        let indented = text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
        return .init(
            .scalar(
                (["set --", "if [ \"$CI_PIPELINE_SOURCE\" != merge_request_event ]; then"] + indented + ["fi"])
                    .joined(separator: "\n") + "\n"),
            comment: "Merge requests build to see that it works; what they build is thrown away.")
    }

    private static let whyRules = "The tags by the rules of docker/metadata-action on GitLab's variables."

    private static func fixedTags(_ image: ImagePlan) -> [String] {
        guard case .fixed(let tags) = image.tags else { return [] }
        return image.names.flatMap { name in
            tags.map { "--tag " + ShellWord.quoting(VariableText("\(name.text):\($0.text)")) }
        } + (image.push == .always ? ["--push"] : [])
    }

    private static func inputs(_ image: ImagePlan, _ plan: Plan) -> [String] {
        let inputs = image.inputs
        let directory = inputs.dockerfileDirectory.text
        let file = directory == "." ? inputs.dockerfileName.text : "\(directory)/\(inputs.dockerfileName.text)"
        var options = ["--file " + word(file)]
        if let target = inputs.target { options.append("--target " + word(target)) }
        if !inputs.platforms.isEmpty { options.append("--platform " + word(inputs.platforms.joined(separator: ","))) }
        options += inputs.buildArguments.map { "--build-arg " + word("\($0.name)=\($0.value)") }
        options += plan.registries.proxies.map { "--build-arg " + word("\($0.name)=\($0.value.text)") }
        options += image.labels.map { "--label " + word("\($0.name)=\($0.value)") }
        let levels = image.annotationLevels.map(\.rawValue).joined(separator: ",")
        options += image.annotations.map { "--annotation " + word("\(levels):\($0.name)=\($0.value)") }
        options += inputs.secrets.map { "--secret " + word($0.attributes.text) }
        options += inputs.ssh.map { "--ssh " + word($0) }
        options.append(
            inputs.provenance == .none ? "--provenance false" : "--provenance mode=\(inputs.provenance.rawValue)")
        if let generator = inputs.sbomGenerator {
            options.append("--sbom " + word(generator.isEmpty ? "true" : "generator=\(generator)"))
        }
        return options
    }

    /// What is not the runner's own default.
    private static func cache(_ image: ImagePlan) -> [String] {
        switch image.cache {
        case .none: return ["--cache none"]
        case .inline(let imports, let fallback):
            // The runner finds the images of the branch and of the default branch by itself.
            return ["--cache inline"] + (fallback == nil ? imports.map { "--cache-ref " + word($0.text) } : [])
        case .registry(let cache):
            let standard = CacheStrategy(besideImage: image.names.first?.text ?? "")
            var options: [String] = []
            // Without tags the runner would not know where the cache is.
            let isKnown = if case .fixed = image.tags { cache.reference == standard.reference } else { false }
            if !isKnown { options.append("--cache-ref " + word(cache.reference)) }
            if cache.mode != standard.mode { options.append("--cache-mode \(cache.mode.rawValue)") }
            if cache.scope != standard.scope { options.append("--cache-scope \(cache.scope.rawValue)") }
            if cache.export != standard.export { options.append("--cache-export \(cache.export.rawValue)") }
            if cache.profile != standard.profile { options.append("--cache-profile \(cache.profile.rawValue)") }
            if !cache.ignoresErrors { options.append("--cache-ignore-errors false") }
            return options
        }
    }

    private static func word(_ text: String) -> String { ShellWord.quoting(VariableText(text)) }
}
