/// The call of `buildctl` that does what `docker buildx build` was asked for.
package struct BuildctlPlan: Equatable, Sendable {
    /// The words behind `buildctl`: global options, `build`, its options.
    package let arguments: [String]
    /// What the client has to find in its environment: the values of build arguments that hold a secret, so that they do
    /// not stand on its command line, which every process of the machine can read.
    package let variables: [String: String]
    /// What the image's configuration digest shall be written to; it is read from `metadataFile` after the build.
    package let iidFile: String?
    /// Where the client writes the result, if that is asked for.
    package let metadataFile: String?
    /// What is asked of the Dockerfile in the place of a build: `lint`, `outline` or `targets`.
    package let method: String?
    /// What a person should know: what is ignored, what differs.
    package let notes: [String]

    /// - Throws: `BuildxError`.
    package init(_ request: BuildxArguments, in environment: BuildxEnvironment) throws(BuildxError) {
        var builder = BuildctlPlanBuilder(request: request, environment: environment)
        try builder.addSources()
        try builder.addBuildArguments()
        try builder.addFrontendOptions()
        try builder.addLimits()
        try builder.addNetwork()
        try builder.addAttestations()
        try builder.addOutputs()
        try builder.addCache()
        try builder.addSession()
        arguments = builder.global + ["build", "--frontend", builder.frontend] + builder.words
        variables = builder.variables
        try builder.checkForSecrets(arguments)
        method = try builder.method()
        iidFile = request.last(.iidFile)
        metadataFile = request.last(.metadataFile)
        notes = request.notes + builder.notes
    }
}

/// Collects the words of a call, one group of options after another.
struct BuildctlPlanBuilder {
    let request: BuildxArguments
    let environment: BuildxEnvironment
    var frontend = "dockerfile.v0"
    var global: [String] = []
    var words: [String] = []
    var variables: [String: String] = [:]
    var notes: [String] = []
    let mask: SecretMask

    init(request: BuildxArguments, environment: BuildxEnvironment) {
        self.request = request
        self.environment = environment
        mask = SecretMask(environment: environment.variables)
        if request.isOn(.debug) { global.append("--debug") }
    }

    mutating func add(_ option: String, _ value: String) { words += [option, value] }

    mutating func opt(_ key: String, _ value: String) { add("--opt", "\(key)=\(value)") }

    /// `key=value`; the key alone where there is no `=`.
    static func pair(_ text: String) -> (key: String, value: String?) {
        guard let equals = text.firstIndex(of: "=") else { return (text, nil) }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }

    static func fields(_ text: String, of option: String) throws(BuildxError) -> [String] {
        do {
            return try CSVRecord.fields(text)
        } catch {
            throw BuildxError("\(option): \(error.description)")
        }
    }

    /// Whether a text names something that BuildKit fetches itself.
    static func isRemote(_ text: String) -> Bool {
        ["http://", "https://", "git://", "ssh://", "git@", "github.com/"].contains { text.hasPrefix($0) }
    }

    /// The context, the Dockerfile, further contexts.
    mutating func addSources() throws(BuildxError) {
        let context = request.context
        let file = request.last(.file)
        guard context != "-", file != "-" else {
            throw BuildxError(
                "reading from standard input is not possible here; write the files to a directory and name it")
        }
        if let file, Self.isRemote(file) {
            throw BuildxError("the Dockerfile \"\(file)\" is a URL; fetch it first, or give the URL as the context")
        }
        if Self.isRemote(context) {
            opt("context", context)
            if let file { opt("filename", file) }
        } else {
            add("--local", "context=\(context)")
            if let file {
                let slash = file.lastIndex(of: "/")
                let directory = slash.map { $0 == file.startIndex ? "/" : String(file[..<$0]) } ?? "."
                let name = slash.map { String(file[file.index(after: $0)...]) } ?? file
                add("--local", "dockerfile=\(directory)")
                opt("filename", name)
            } else {
                // The frontend itself falls back to `dockerfile` in lower case.
                add("--local", "dockerfile=\(context)")
            }
        }
        for text in request.all(.buildContext) { try addContext(text) }
    }

    private mutating func addContext(_ text: String) throws(BuildxError) {
        guard case (let name, let value?) = Self.pair(text), !name.isEmpty, !value.isEmpty else {
            throw BuildxError("--build-context \"\(text)\" has no name and value; write name=directory")
        }
        if value.hasPrefix("oci-layout://") {
            let path = value.dropFirst("oci-layout://".count)
            guard let at = path.lastIndex(of: "@") else {
                throw BuildxError(
                    "--build-context \"\(text)\" has no digest; write \(name)=oci-layout://directory@sha256:… from its index.json"
                )
            }
            add("--oci-layout", "\(name)=\(path[..<at])")
            opt("context:\(name)", "oci-layout://\(name)\(path[at...])")
        } else if value.hasPrefix("target:") || value.hasPrefix("input:") {
            throw BuildxError(
                "--build-context \"\(text)\" names another target, which only bake files have; write COPY --from= with the "
                    + "name of a stage of the Dockerfile")
        } else if Self.isRemote(value) || value.hasPrefix("docker-image://") {
            opt("context:\(name)", value)
        } else {
            let local = ["context", "dockerfile"].contains(name) ? "_\(name)" : name
            opt("context:\(name)", "local:\(local)")
            add("--local", "\(local)=\(value)")
        }
    }

    /// Build arguments, among them those by which buildx itself is told something.
    mutating func addBuildArguments() throws(BuildxError) {
        var names: Set<String> = []
        for text in request.all(.buildArg) {
            let (name, given) = Self.pair(text)
            guard !name.isEmpty else { throw BuildxError("--build-arg \"\(text)\" has no name; write NAME=value") }
            names.insert(name)
            // Without a value it is that of the variable; Docker leaves out one that is not set.
            guard let value = given ?? environment.variables[name] else { continue }
            switch name {
            case "BUILDKIT_INLINE_CACHE":
                if BuildxArguments.boolean(value) == true { add("--export-cache", "type=inline") }
            case "BUILDKIT_SYNTAX":
                frontend = "gateway.v0"
                opt("source", String(value.prefix { $0 != " " }))
                opt("cmdline", value)
            case "BUILDKIT_MULTI_PLATFORM":
                if BuildxArguments.boolean(value) == true { opt("multi-platform", "true") }
            default:
                if SecretMask.isSecret(name: name) {
                    notes.append(
                        "the build argument \(name) is recorded in the image; pass a secret by --secret id=\(name),env=\(name)"
                    )
                }
                argument(name, value)
            }
        }
        for (name, value) in environment.proxies.sorted(by: { $0.key < $1.key }) where !names.contains(name) {
            argument(name, value)
        }
        if let epoch = environment.variables["SOURCE_DATE_EPOCH"], !epoch.isEmpty, !names.contains("SOURCE_DATE_EPOCH")
        {
            opt("build-arg:SOURCE_DATE_EPOCH", epoch)
        }
    }

    /// A build argument; one that holds a secret gets its value from the environment of the client.
    private mutating func argument(_ name: String, _ value: String) {
        if SecretMask.isSecret(name: name) || mask.hidesPart(of: value) {
            add("--opt", "build-arg:\(name)")
            variables[name] = value
        } else {
            opt("build-arg:\(name)", value)
        }
    }

    /// Everything else that holds a secret cannot be passed on: there is no place for it but the command line.
    func checkForSecrets(_ arguments: [String]) throws(BuildxError) {
        for (option, value) in zip(arguments, arguments.dropFirst()) where mask.hidesPart(of: value) {
            throw BuildxError(
                "\(option) \(mask.masked(value)) holds a secret, which would stand on the command line of buildctl; "
                    + "pass it by --secret id=NAME,env=VARIABLE (for a Git context id=GIT_AUTH_TOKEN), or credentials of a "
                    + "registry by login")
        }
    }

    mutating func addFrontendOptions() throws(BuildxError) {
        if let target = request.last(.target) { opt("target", target) }
        for label in request.all(.label) {
            let (key, value) = Self.pair(label)
            guard !key.isEmpty else { throw BuildxError("--label \"\(label)\" has no key; write key=value") }
            opt("label:\(key)", value ?? "")
        }
        let platforms = request.list(.platform)
        if !platforms.isEmpty { opt("platform", platforms.joined(separator: ",")) }
        let filters = request.list(.noCacheFilter)
        if request.isOn(.noCache) {
            guard filters.isEmpty else {
                throw BuildxError("--no-cache and --no-cache-filter exclude each other; leave one out")
            }
            words.append("--no-cache")
        } else if !filters.isEmpty {
            opt("no-cache", filters.joined(separator: ","))
        }
        if request.isOn(.pull) { opt("image-resolve-mode", "pull") }
        if let method = try method() { opt("requestid", "frontend.\(method)") }
    }

    /// The subrequest of `--call`: `lint`, `outline`, `targets`; nothing for a build.
    func method() throws(BuildxError) -> String? {
        let call = request.isOn(.check) ? "check" : request.last(.call) ?? "build"
        let fields = try Self.fields(call, of: "--call")
        guard fields.count == 1 || fields.dropFirst().allSatisfy({ $0 == "format=text" }) else {
            throw BuildxError("--call \"\(call)\" asks for a format; buildctl prints text only, so leave it out")
        }
        switch fields.first {
        case "build": return nil
        case "check", "lint": return "lint"
        case "outline": return "outline"
        case "targets": return "targets"
        default: throw BuildxError("--call \"\(call)\" is unknown; write build, check, outline or targets")
        }
    }
}
