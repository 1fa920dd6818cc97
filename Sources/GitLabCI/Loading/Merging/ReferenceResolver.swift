import Diagnostics

/// Resolves `!reference` tags over the merged configuration.
///
/// Source: `Gitlab::Ci::Config::Yaml::Tags` of GitLab 18.11.
/// https://docs.gitlab.com/ci/yaml/yaml_optimization/#reference-tags
struct ReferenceResolver {
    private let root: ConfigMapping
    /// Something is missing that could hold what is referenced: what is not found becomes null then.
    private let isIncomplete: Bool
    /// What is being resolved, and what has been, by the path of the tag: each tag is one object to GitLab.
    private var inProgress: Set<String> = []
    private var done: [String: ConfigValue] = [:]
    /// Where a walk stands: keys and indices from the root.
    private var path: [String] = []
    private var work = 0
    /// Values that references have put in, each counted wherever it stands.
    private var referencedNodes = 0
    /// Top-level entries that hold a reference that cannot be resolved, in an incomplete configuration.
    private(set) var unresolved: Set<String> = []

    init(_ root: ConfigMapping, isIncomplete: Bool) {
        self.root = root
        self.isIncomplete = isIncomplete
    }

    /// - Throws: for the first tag, in order, that is not valid, leads nowhere, or leads back to itself.
    mutating func resolve() throws(LoadingError) -> ConfigMapping {
        try resolve(root, depth: 0)
    }

    private mutating func resolve(_ mapping: ConfigMapping, depth: Int) throws(LoadingError) -> ConfigMapping {
        try mapping.mapValues { (entry) throws(LoadingError) in
            path.append(entry.key.text)
            defer { path.removeLast() }
            return try resolve(entry.value, depth: depth + 1)
        }
    }

    private mutating func resolve(_ value: ConfigValue, depth: Int) throws(LoadingError) -> ConfigValue {
        work += 1
        if depth > LoadingLimits.mergedDepth || work > LoadingLimits.mergedNodes {
            throw ConfigBuilder.tooBig(at: value.span)
        }
        switch value.content {
        case .reference(let argument):
            return try follow(argument, at: value, depth: depth)
        case .mapping(let mapping):
            guard mapping.containsReference else { return value }
            return value.replacing(.mapping(try resolve(mapping, depth: depth)))
        case .sequence(let items):
            guard items.contains(where: \.containsReference) else { return value }
            var resolved: [ConfigValue] = []
            resolved.reserveCapacity(items.count)
            for (index, item) in items.enumerated() {
                path.append(String(index))
                defer { path.removeLast() }
                resolved.append(try resolve(item, depth: depth + 1))
            }
            return value.replacing(.sequence(resolved))
        default:
            return value
        }
    }

    private mutating func follow(
        _ argument: ConfigValue, at tag: ConfigValue, depth: Int
    ) throws(LoadingError) -> ConfigValue {
        let shown = ReferenceTag.name + " " + RubyText.inspect(argument)
        let names = argument.sequence?.compactMap(\.string) ?? []
        guard !names.isEmpty, names.count == argument.sequence?.count else {
            throw LoadingError(
                "reference-invalid", "\(shown) is not valid", at: tag.span,
                help: "name the keys on the way as a list of texts: !reference [.job, script]")
        }
        let place = path.joined(separator: "\u{0}")
        guard !inProgress.contains(place) else {
            throw LoadingError("reference-circle", "\(shown) is part of a circular chain", at: tag.span)
        }
        if let value = done[place] {
            try count(value, at: tag.span)
            return value
        }
        inProgress.insert(place)
        let target = try target(names)
        let resolved = try target.map { (value) throws(LoadingError) in
            let outer = path
            path = names
            defer { path = outer }
            return try resolve(value, depth: depth + 1)
        }
        inProgress.remove(place)
        guard let resolved, !resolved.isNull, resolved.bool != false else {
            guard isIncomplete else { throw missing(shown, names, at: tag.span) }
            if let entry = path.first { unresolved.insert(entry) }
            return tag.replacing(.null)
        }
        let value = resolved.via(Provenance(.reference(names), at: tag.span, earlier: resolved.provenance))
        done[place] = value
        try count(value, at: tag.span)
        return value
    }

    /// References may double a value over and over: what would not be read in time is refused.
    private mutating func count(_ value: ConfigValue, at span: SourceSpan) throws(LoadingError) {
        var left = LoadingLimits.mergedNodes - referencedNodes
        value.countNodes(downFrom: &left)
        referencedNodes = LoadingLimits.mergedNodes - left
        if left <= 0 { throw ConfigBuilder.tooBig(at: span) }
    }

    /// What the names lead to, maps all the way.
    private func target(_ names: [String]) throws(LoadingError) -> ConfigValue? {
        var mapping: ConfigMapping? = root
        var value: ConfigValue?
        for name in names {
            value = mapping?[name]
            mapping = value?.mapping
        }
        return value
    }

    private func missing(_ shown: String, _ names: [String], at span: SourceSpan) -> LoadingError {
        var mapping = root
        for name in names {
            guard let next = mapping[name] else {
                let near = Suggestion.nearest(to: name, among: mapping.keys.compactMap(\.string))
                let help = near.map { "there is no \"\(name)\"; did you mean \"\($0)\"?" } ?? "there is no \"\(name)\""
                return LoadingError("reference-missing", "\(shown) could not be found", at: span, help: help)
            }
            guard let below = next.mapping else {
                return LoadingError(
                    "reference-missing", "\(shown) could not be found", at: span,
                    related: mapping.entry(name).map { [.init($0.span, "this is as far as the reference leads")] } ?? []
                )
            }
            mapping = below
        }
        return LoadingError("reference-missing", "\(shown) could not be found", at: span)
    }
}

extension ConfigValue {
    /// Whether a `!reference` tag stands in the value, at any depth.
    var containsReference: Bool {
        switch content {
        case .reference: true
        case .sequence(let items): items.contains(where: \.containsReference)
        case .mapping(let mapping): mapping.containsReference
        default: false
        }
    }
}

extension ConfigValue {
    /// Takes one off for each value inside, and stops at zero.
    fileprivate func countNodes(downFrom left: inout Int) {
        left -= 1
        guard left > 0 else { return }
        switch content {
        case .sequence(let items):
            for item in items {
                item.countNodes(downFrom: &left)
                if left <= 0 { return }
            }
        case .mapping(let mapping):
            for entry in mapping.entries {
                entry.value.countNodes(downFrom: &left)
                if left <= 0 { return }
            }
        default: return
        }
    }
}

extension ConfigMapping {
    var containsReference: Bool { entries.contains { $0.value.containsReference } }
}
