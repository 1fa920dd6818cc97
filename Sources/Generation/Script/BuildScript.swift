import BuildKit
import BuildRequests
import YAMLTree

/// The command that builds an image.
enum BuildScript {
    /// - Parameters:
    ///   - platforms: overrides those of the image.
    ///   - output: options behind the others.
    static func item(
        for image: ImagePlan, in plan: Plan, platforms: [String]? = nil, output: [String], usesArguments: Bool,
        comment: String? = nil
    ) -> YAMLValue.Item {
        var options = sources(image.inputs)
        options += inputs(image, plan, platforms: platforms ?? image.inputs.platforms)
        options += output
        if usesArguments { options.append("\"$@\"") }
        let lines = ["\(Client.command(plan)) build"] + options.map { "  " + $0 }
        return .init(.scalar(lines.joined(separator: " \\\n") + "\n"), comment: comment)
    }

    private static func sources(_ inputs: InputsPlan) -> [String] {
        [
            "--frontend dockerfile.v0", "--local " + word("context=", inputs.context.text),
            "--local " + word("dockerfile=", inputs.dockerfileDirectory.text),
            "--opt " + word("filename=", inputs.dockerfileName.text),
        ]
    }

    private static func inputs(_ image: ImagePlan, _ plan: Plan, platforms: [String]) -> [String] {
        let inputs = image.inputs
        var options: [String] = []
        if let target = inputs.target { options.append("--opt " + word("target=", target)) }
        if !platforms.isEmpty { options.append("--opt " + word("platform=", platforms.joined(separator: ","))) }
        options += inputs.buildArguments.map { "--opt " + word("build-arg:\($0.name)=", $0.value) }
        options += proxies(plan.registries)
        options += image.labels.map { "--opt " + word("label:\($0.name)=", $0.value) }
        options += inputs.secrets.map { "--secret " + word("", $0.attributes.text) }
        options += inputs.ssh.map { "--ssh " + word("", $0) }
        return options + (image.isNative ? [] : attestations(inputs))
    }

    /// What is attached to the image: `buildctl` attaches nothing unless it is told.
    static func attestations(_ inputs: InputsPlan) -> [String] {
        var options: [String] = []
        if inputs.provenance != .none { options.append("--opt attest:provenance=mode=\(inputs.provenance.rawValue)") }
        if let generator = inputs.sbomGenerator {
            options.append("--opt " + word("attest:sbom=", generator.isEmpty ? "" : "generator=\(generator)"))
        }
        return options
    }

    /// RUN steps see these without a declaration, and they leave no trace in the image.
    private static func proxies(_ registries: RegistryPlan) -> [String] {
        registries.proxies.map { "--opt " + word("build-arg:\($0.name)=", $0.value.text) }
    }

    static func word(_ key: String, _ value: String) -> String { ShellWord.quoting(VariableText(key + value)) }
}

extension SecretSource {
    /// The value of `--secret`.
    var attributes: AttributeList {
        switch origin {
        case .variable(let name): AttributeList(["id": id, "env": name])
        case .file(let path): AttributeList(["id": id, "src": path])
        }
    }
}
