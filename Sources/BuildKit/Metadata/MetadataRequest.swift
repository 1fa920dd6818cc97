/// What is asked for: the inputs of docker/metadata-action.
package struct MetadataRequest: Sendable {
    /// Entries such as `registry.example.com/app` or `name=app,enable=false`. Without one, tags have no image before them.
    package var images: [String] = []
    /// Rules; without one, `TagRule.defaults`.
    package var tags: [String] = []
    package var flavor: [String] = []
    /// `key=value`, both with expressions; a later one overrides an earlier one and those that are made from variables.
    package var labels: [String] = []
    package var annotations: [String] = []
    /// What annotations are attached to: `manifest`, `index`, `manifest-descriptor`, `index-descriptor`.
    package var annotationLevels = ["manifest"]

    package init() {}

    /// With what variables say: `CI_REGISTRY_IMAGE` names the image, and `DOCKER_METADATA_ANNOTATIONS_LEVELS` the levels,
    /// separated by commas.
    package init(environment: [String: String]) {
        if let image = environment["CI_REGISTRY_IMAGE"], !image.isEmpty { images = [image] }
        if let levels = environment["DOCKER_METADATA_ANNOTATIONS_LEVELS"], !levels.isEmpty {
            annotationLevels = levels.split(separator: ",").map { MetadataList.trimmed($0) }
        }
    }
}

/// The tags, labels and annotations of an image.
package struct ImageMetadata: Equatable, Sendable {
    package struct Pair: Equatable, Sendable {
        package let key: String
        package let value: String

        package var text: String { "\(key)=\(value)" }
    }

    /// The first tag; nothing where no rule yields one.
    package let version: String?
    /// The names of the images that are enabled, in lower case.
    package let images: [String]
    /// Without the image, the most important first.
    package let tagNames: [String]
    /// Sorted by key.
    package let labels: [Pair]
    package let annotations: [Pair]
    package let annotationLevels: [String]
    /// What a person should know and what is no error: a tag that is no version, a rewritten name.
    package let warnings: [String]

    /// Every tag of every image, or only the tags where no image is named.
    package var tags: [String] {
        images.isEmpty ? tagNames : images.flatMap { image in tagNames.map { "\(image):\($0)" } }
    }

    /// `level:key=value`, as `docker buildx build --annotation` takes it.
    package var levelledAnnotations: [String] {
        annotationLevels.flatMap { level in annotations.map { "\(level):\($0.text)" } }
    }
}

extension MetadataRequest {
    private static let levels = ["manifest", "index", "manifest-descriptor", "index-descriptor"]

    /// - Throws: `MetadataError` for a rule, an expression or a name that cannot be used.
    package func resolved(in context: MetadataContext) throws(MetadataError) -> ImageMetadata {
        let expressions = MetadataExpressions(context: context)
        let flavor = try TagFlavor(flavor)
        var rules: [TagRule] = []
        for text in tags.isEmpty ? TagRule.defaults : tags { rules.append(try TagRule(text)) }
        var computation = TagComputation(context: context, expressions: expressions, flavor: flavor)
        // `sorted` is stable: rules of the same priority keep their order.
        for rule in rules.sorted(by: { $0.priority > $1.priority }) { try computation.apply(rule) }
        let tagNames = try computation.tagNames()
        for level in annotationLevels where !Self.levels.contains(level) {
            throw MetadataError(
                "annotation level \"\(level)\" is unknown; write \(Self.levels.joined(separator: ", "))")
        }
        return ImageMetadata(
            version: computation.version, images: try imageNames(), tagNames: tagNames,
            labels: try pairs(labels, computation.version, expressions, kind: "label"),
            annotations: try pairs(annotations, computation.version, expressions, kind: "annotation"),
            annotationLevels: annotationLevels, warnings: computation.warnings)
    }

    /// Names are written in lower case. Nothing else is changed in them: a name that is wrong otherwise is refused, since
    /// another one would be pushed elsewhere.
    private func imageNames() throws(MetadataError) -> [String] {
        var names: [String] = []
        for entry in images {
            var name = ""
            var isEnabled = true
            for field in try MetadataList.fields(entry) {
                let (key, value) = MetadataList.pair(field)
                switch key {
                case nil, "name": name = value.lowercased()
                case "enable":
                    guard ["true", "false"].contains(value) else {
                        throw MetadataError("image \"\(entry)\" has \"\(value)\" for enable; write true or false")
                    }
                    isEnabled = value == "true"
                default:
                    throw MetadataError("image \"\(entry)\" has the unknown entry \"\(field)\"; write name= or enable=")
                }
            }
            guard !name.isEmpty else { throw MetadataError("image \"\(entry)\" has no name; write name=registry/app") }
            try Self.check(name)
            if isEnabled { names.append(name) }
        }
        return names
    }

    private static func check(_ name: String) throws(MetadataError) {
        do {
            let reference = try ImageReference(name)
            guard reference.tag == nil, reference.digest == nil else {
                throw MetadataError("image \"\(name)\" has a tag or a digest; write the name only, and tags as rules")
            }
        } catch let error as MetadataError {
            throw error
        } catch {
            throw MetadataError("image \"\(name)\" cannot be used: \(error)")
        }
    }

    /// The annotations of the OCI image specification that variables yield, and what is asked for beside them. What a
    /// variable leaves empty is left out; GitLab has no variable for `licenses`.
    private func pairs(
        _ custom: [String], _ version: String?, _ expressions: MetadataExpressions, kind: String
    ) throws(MetadataError) -> [ImageMetadata.Pair] {
        let context = expressions.context
        var values: [String: String] = [:]
        for (name, value) in [
            ("created", context.date.iso8601), ("description", context.description), ("revision", context.sha),
            ("source", context.url), ("title", context.title), ("url", context.url), ("version", version),
        ] {
            values["org.opencontainers.image.\(name)"] = value
        }
        for entry in custom {
            let text = try expressions.rendered(entry)
            guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
                throw MetadataError("\(kind) \"\(entry)\" has no key and value; write key=value")
            }
            values[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
        return values.sorted { $0.key < $1.key }.map { ImageMetadata.Pair(key: $0.key, value: $0.value) }
    }
}
