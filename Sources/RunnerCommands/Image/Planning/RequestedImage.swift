import BuildKit
import BuildRequests

/// An image of a request file as a request to build it here and now.
struct RequestedImage {
    let settings: ImageSettings
    let variables: JobVariables
    /// For tags that are rules.
    let context: MetadataContext

    /// - Parameter words: Docker's options on the command line, which come after those of the file and so override them.
    /// - Throws: `PlanError` for what the file asks for and one job cannot do, and for a variable that is not set.
    func request(adding words: [String], _ options: ImageOptions) throws(PlanError) -> ImageRequest {
        let names = try texts(settings.naming.names ?? ImageNaming.standardNames, of: "name")
        let label = settings.job.name ?? names.first ?? "image"
        if settings.inputs.multiPlatform == .native {
            throw PlanError(
                code: .configuration,
                message:
                    "image \"\(label)\" is to be built on several runners, which takes several jobs; let buildkit-ci "
                    + "generate write them, or take out multi-platform: native")
        }
        var arguments = try self.words() + words
        for tag in try tags(of: names) { arguments.append("--tag=\(tag)") }
        if isPushed, !words.contains(where: { $0.hasPrefix("--push") }) { arguments.append("--push") }
        arguments.append(try text(settings.inputs.context ?? BuildInputs.standardContext, of: "context"))
        let cache = options.cache.request.overriding(try cache())
        do throws(BuildxError) {
            return ImageRequest(
                name: label, docker: try BuildxArguments(arguments), cache: cache, digestFile: options.digestFile,
                takesMetadata: !options.noMeta)
        } catch {
            throw PlanError(code: .configuration, message: "image \"\(label)\": \(error.description)")
        }
    }

    // MARK: Texts with variables

    private func text(_ text: String, of key: String) throws(PlanError) -> String {
        do { return try variables.expanded(text) } catch {
            throw PlanError(
                code: .configuration,
                message:
                    "the request's \(key): \"\(text)\" uses \(error.name), which is not set; set it in the job, or write "
                    + "$$ for a dollar sign")
        }
    }

    private func texts(_ texts: [String], of key: String) throws(PlanError) -> [String] {
        var expanded: [String] = []
        for text in texts { expanded.append(try self.text(text, of: key)) }
        return expanded
    }

    // MARK: Naming

    private func tags(of names: [String]) throws(PlanError) -> [String] {
        var request = MetadataRequest()
        request.images = names
        request.tags = try texts(settings.naming.tags ?? ImageNaming.standardTags, of: "tags")
        request.flavor = try texts(settings.naming.flavor ?? [], of: "flavor")
        do { return try request.resolved(in: context).tags } catch {
            throw PlanError(code: .configuration, message: "the request's tags: \(error.description)")
        }
    }

    private var isPushed: Bool {
        switch settings.naming.push ?? ImageNaming.standardPush {
        case .always: true
        case .never: false
        case .outsideMergeRequests: variables.environment["CI_PIPELINE_SOURCE"] != "merge_request_event"
        }
    }

    // MARK: Docker's words

    private func words() throws(PlanError) -> [String] {
        let inputs = settings.inputs
        var words: [String] = []
        func add(_ option: String, _ value: String) { words.append("\(option)=\(value)") }
        if let dockerfile = inputs.dockerfile { add("--file", try text(dockerfile, of: "dockerfile")) }
        if let target = inputs.target { add("--target", try text(target, of: "target")) }
        for entry in inputs.buildArguments?.entries ?? [] {
            add("--build-arg", "\(entry.name)=\(try text(entry.value, of: "build-args"))")
        }
        for secret in inputs.secrets ?? [] {
            switch secret.origin {
            case .variable(let name): add("--secret", CSVRecord.joined(["id=\(secret.id)", "env=\(name)"]))
            case .file(let path):
                add("--secret", CSVRecord.joined(["id=\(secret.id)", "src=\(try text(path, of: "secrets"))"]))
            }
        }
        for key in inputs.ssh ?? [] { add("--ssh", try text(key, of: "ssh")) }
        if let platforms = inputs.platforms {
            add("--platform", try texts(platforms, of: "platforms").joined(separator: ","))
        }
        switch inputs.provenance ?? BuildInputs.standardProvenance {
        case .none: add("--provenance", "false")
        case .min: add("--provenance", "mode=min")
        case .max: add("--provenance", "mode=max")
        }
        if inputs.sbom == true {
            add("--sbom", inputs.sbomGenerator.map { "generator=\($0)" } ?? "true")
        }
        for entry in settings.naming.labels?.entries ?? [] {
            add("--label", "\(entry.name)=\(try text(entry.value, of: "labels"))")
        }
        for level in settings.naming.annotationLevels ?? ImageNaming.standardAnnotationLevels {
            for entry in settings.naming.annotations?.entries ?? [] {
                add("--annotation", "\(level.rawValue):\(entry.name)=\(try text(entry.value, of: "annotations"))")
            }
        }
        return words
    }

    private func cache() throws(PlanError) -> CacheRequest {
        let cache = settings.cache
        return CacheRequest(
            kind: cache.type.flatMap { CacheStrategy.Kind(rawValue: $0.rawValue) },
            reference: try cache.reference.map { reference throws(PlanError) in try text(reference, of: "cache") },
            mode: cache.mode.flatMap { CacheStrategy.Mode(rawValue: $0.rawValue) },
            scope: cache.scope.flatMap { CacheStrategy.Scope(rawValue: $0.rawValue) },
            export: cache.export.flatMap { CacheStrategy.Export(rawValue: $0.rawValue) },
            profile: cache.profile.flatMap { CacheStrategy.Profile(rawValue: $0.rawValue) },
            ignoresErrors: cache.ignoresErrors)
    }
}
