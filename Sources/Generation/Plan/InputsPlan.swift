import BuildKit
import BuildRequests

/// What an image is built from and how, with every default filled in.
struct InputsPlan: Equatable, Sendable {
    let context: VariableText
    let dockerfileDirectory: VariableText
    let dockerfileName: VariableText
    let target: String?
    let buildArguments: [NamedValues<String>.Entry]
    let secrets: [SecretSource]
    let ssh: [String]
    let platforms: [String]
    let isNative: Bool
    let provenance: BuildInputs.Provenance
    /// The generator of the SBOM, empty for BuildKit's own; nil for no SBOM.
    let sbomGenerator: String?
    /// Whether what is pushed is an index of several manifests.
    var hasIndex: Bool { platforms.count > 1 || provenance != .none || sbomGenerator != nil }

    init(_ inputs: BuildInputs, _ path: String, _ problems: inout ProblemList) {
        let context = inputs.context ?? BuildInputs.standardContext
        if context.isEmpty {
            problems.report("\(path).context", "the path is empty; write . for the whole checkout")
        } else if context.contains("://") || context.hasPrefix("git@") {
            problems.report("\(path).context", "\"\(context)\" is remote; name a directory of the checkout")
        }
        problems.checkInCheckout(context, "\(path).context")
        if let dockerfile = inputs.dockerfile {
            if dockerfile.isEmpty || dockerfile.hasSuffix("/") {
                problems.report("\(path).dockerfile", "\"\(dockerfile)\" is not a file; name the Dockerfile itself")
            }
            problems.checkInCheckout(dockerfile, "\(path).dockerfile")
        }
        let (directory, file) = Self.split(inputs.dockerfile ?? Self.file("Dockerfile", in: context))
        self.context = VariableText(context)
        dockerfileDirectory = VariableText(directory)
        dockerfileName = VariableText(file)

        target = inputs.target
        if let target { problems.checkNotEmpty(target, "\(path).target") }
        buildArguments = inputs.buildArguments?.entries ?? []
        secrets = inputs.secrets ?? []
        ssh = inputs.ssh ?? []
        platforms = inputs.platforms ?? []
        isNative = inputs.multiPlatform == .native
        provenance = inputs.provenance ?? BuildInputs.standardProvenance
        sbomGenerator = inputs.sbom == true || inputs.sbomGenerator != nil ? inputs.sbomGenerator ?? "" : nil
        if inputs.sbom == false, inputs.sbomGenerator != nil {
            problems.report("\(path).sbom-generator", "there is no SBOM to generate; leave it out, or set sbom to true")
        } else if let generator = inputs.sbomGenerator {
            _ = problems.reference(generator, "\(path).sbom-generator")
        }
        checkArguments("\(path).build-args", &problems)
        checkSecrets("\(path).secrets", &problems)
        checkSSH("\(path).ssh", &problems)
        checkPlatforms(inputs, path, &problems)
    }

    private static func file(_ name: String, in directory: String) -> String {
        directory == "." ? name : directory.hasSuffix("/") ? directory + name : "\(directory)/\(name)"
    }

    /// The directory and the last part of a path.
    private static func split(_ path: String) -> (directory: String, file: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let directory = path[..<slash]
        return (directory.isEmpty ? "/" : String(directory), String(path[path.index(after: slash)...]))
    }

    /// A build argument is recorded in the image's history and in its provenance, so a secret must not be one.
    private func checkArguments(_ path: String, _ problems: inout ProblemList) {
        for argument in buildArguments {
            let path = "\(path).\(argument.name)"
            if argument.name.isEmpty || argument.name.contains(where: { $0 == "=" || $0.isWhitespace }) {
                problems.report(path, "\"\(argument.name)\" is not the name of a build argument")
            }
            let secret = VariableText(argument.value).variables.first(where: SecretMask.isSecret(name:))
            guard SecretMask.isSecret(name: argument.name) || secret != nil else { continue }
            let id = argument.name.lowercased()
            let source = secret ?? argument.name
            problems.report(
                path,
                "\"\(argument.name)\" looks like a secret, and a build argument is recorded in the image;"
                    + " write --secret id=\(id),env=\(source) and in the Dockerfile RUN --mount=type=secret,id=\(id)")
        }
    }

    private func checkSecrets(_ path: String, _ problems: inout ProblemList) {
        var ids: Set<String> = []
        for (index, secret) in secrets.enumerated() {
            let path = "\(path)[\(index)]"
            problems.checkNotEmpty(secret.id, path)
            if !ids.insert(secret.id).inserted { problems.report(path, "the secret \"\(secret.id)\" is given twice") }
            switch secret.origin {
            case .variable(let name): problems.checkVariableName(name, path)
            case .file(let file):
                problems.checkNotEmpty(file, path)
                problems.checkPath(file, path)
            }
        }
    }

    private func checkSSH(_ path: String, _ problems: inout ProblemList) {
        for (index, entry) in ssh.enumerated() {
            guard let equals = entry.firstIndex(of: "="), equals > entry.startIndex,
                entry.index(after: equals) < entry.endIndex
            else {
                problems.report(
                    "\(path)[\(index)]",
                    "\"\(entry)\" needs an agent, which a job does not have; write \(entry.isEmpty ? "default" : entry)=$SSH_KEY with a File-type CI/CD variable"
                )
                continue
            }
        }
    }

    private func checkPlatforms(_ inputs: BuildInputs, _ path: String, _ problems: inout ProblemList) {
        var seen: Set<String> = []
        for (index, platform) in platforms.enumerated() {
            let path = "\(path).platforms[\(index)]"
            if Platform(platform) == nil {
                problems.report(path, "\"\(platform)\" is not a platform; write os/architecture, such as linux/arm64")
            }
            if !seen.insert(platform).inserted { problems.report(path, "\"\(platform)\" is given twice") }
        }
        if isNative, platforms.count < 2 {
            problems.report(
                "\(path).multi-platform", "native builds need two platforms or more; name them by --platform")
        }
        for name in inputs.platformRunnerTags?.names ?? [] {
            if !isNative {
                problems.report(
                    "\(path).platform-runner-tags", "only native builds use it; leave it out, or choose native")
            } else if !platforms.contains(name) {
                problems.report(
                    "\(path).platform-runner-tags.\(name)",
                    "\"\(name)\" is none of the platforms; add it, or leave it out")
            }
        }
    }
}
