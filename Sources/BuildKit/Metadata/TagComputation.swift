/// Applies rules one after another, the most important first, and keeps what they yield.
struct TagComputation {
    let context: MetadataContext
    let expressions: MetadataExpressions
    let flavor: TagFlavor
    /// The first tag.
    private(set) var version: String?
    private(set) var warnings: [String] = []
    private var others: [String] = []
    /// Decided by the first rule that yields a tag.
    private var isLatest = false

    init(context: MetadataContext, expressions: MetadataExpressions, flavor: TagFlavor) {
        self.context = context
        self.expressions = expressions
        self.flavor = flavor
    }

    /// All tags, `latest` at the end.
    func tagNames() throws(MetadataError) -> [String] {
        guard let version else { return [] }
        var names = [version] + others
        if isLatest {
            let prefix = flavor.prefixesLatest ? try expressions.rendered(flavor.prefix) : ""
            let suffix = flavor.suffixesLatest ? try expressions.rendered(flavor.suffix) : ""
            if let latest = TagGrammar.tag("\(prefix)latest\(suffix)").tag, !names.contains(latest) {
                names.append(latest)
            }
        }
        return names
    }

    mutating func apply(_ rule: TagRule) throws(MetadataError) {
        for name in rule.unknownAttributes {
            warnings.append("a tag rule has the attribute \"\(name)\", which its type does not have; it is ignored")
        }
        let enable = try expressions.rendered(rule.enable)
        guard ["true", "false"].contains(enable) else {
            throw MetadataError("a tag rule has \"\(enable)\" for enable; write true, false or {{is_default_branch}}")
        }
        guard enable == "true", let (value, latest) = try value(of: rule) else { return }
        let prefix = try expressions.rendered(rule.prefix ?? flavor.prefix)
        let suffix = try expressions.rendered(rule.suffix ?? flavor.suffix)
        add(prefix + value + suffix, latest: latest)
    }

    private mutating func add(_ text: String, latest: Bool) {
        guard !text.isEmpty else { return }
        let rewritten = TagGrammar.tag(text)
        if let note = rewritten.note { warnings.append(note) }
        guard let tag = rewritten.tag else { return }
        guard version != nil else {
            version = tag
            isLatest = flavor.latest == .auto ? latest : flavor.latest == .always
            return
        }
        if tag != version, !others.contains(tag) { others.append(tag) }
    }

    /// What a rule says without prefix and suffix, and whether `latest` goes with it in automatic mode.
    private mutating func value(of rule: TagRule) throws(MetadataError) -> (String, latest: Bool)? {
        switch rule.kind {
        case .schedule(let pattern):
            guard context.isScheduled else { return nil }
            return (try MetadataTemplate(pattern).rendered(expressions.date), false)
        case .semver(let pattern, let value, let match):
            guard let text = try versionText(value, match) else { return nil }
            return try semver(text, pattern)
        case .pep440(let pattern, let value, let match):
            guard let text = try versionText(value, match) else { return nil }
            return try pep440(text, pattern)
        case .match(let pattern, let group, let value):
            guard let text = try tagOr(value), let found = try matched(text, pattern, group) else { return nil }
            return (found, true)
        case .edge(let branch):
            guard case .branch(let current) = context.ref, current == (branch.isEmpty ? context.defaultBranch : branch)
            else { return nil }
            return ("edge", false)
        case .ref(let event):
            switch (event, context.ref) {
            case (.branch, .branch(let branch)): return (branch, false)
            case (.tag, .tag(let tag)): return (tag, true)
            case (.pr, .mergeRequest(let iid, _)): return (iid, false)
            default: return nil
            }
        case .raw(let value):
            return (try expressions.rendered(value), false)
        case .sha(let isLong):
            guard let sha = context.sha else { return nil }
            return (isLong ? sha : context.shortSHA, false)
        }
    }

    /// The value of the rule, or else the Git tag of the pipeline.
    private func tagOr(_ value: String) throws(MetadataError) -> String? {
        if !value.isEmpty { return try expressions.rendered(value) }
        if case .tag(let tag) = context.ref { return tag }
        return nil
    }

    /// The text that should be a version: the first group of `match` in it, where that is given.
    private mutating func versionText(_ value: String, _ match: String) throws(MetadataError) -> String? {
        guard let text = try tagOr(value) else { return nil }
        let part = match.isEmpty ? text : try matched(text, match, 1) ?? text
        return part.replacing("/", with: "-")
    }

    private mutating func semver(_ text: String, _ pattern: String) throws(MetadataError) -> (String, latest: Bool)? {
        guard let version = SemanticVersion(text) else {
            warnings.append("\"\(text)\" is not a semantic version (https://semver.org); no tag is made of it")
            return nil
        }
        let template = try MetadataTemplate(pattern)
        if version.prerelease != nil { return (template.isRaw ? text : version.version, false) }
        let tag = try template.rendered { expression in
            switch expression.name {
            case "raw": version.raw
            case "version": version.version
            case "major": version.major
            case "minor": version.minor
            case "patch": version.patch
            default: nil
            }
        }
        return (tag, true)
    }

    private mutating func pep440(_ text: String, _ pattern: String) throws(MetadataError) -> (String, latest: Bool)? {
        guard let version = PythonVersion(text) else {
            warnings.append(
                "\"\(text)\" is not a version by PEP 440 (https://peps.python.org/pep-0440); no tag is made of it")
            return nil
        }
        let template = try MetadataTemplate(pattern)
        if version.isSpecial { return (template.isRaw ? text : version.version, false) }
        let tag = try template.rendered { expression in
            switch expression.name {
            case "raw": text
            case "version": version.version
            case "major": version.major
            case "minor": version.minor
            case "patch": version.patch
            default: nil
            }
        }
        return (tag, true)
    }

    private mutating func matched(_ text: String, _ pattern: String, _ group: Int) throws(MetadataError) -> String? {
        switch try TagPattern(pattern).match(text, group: group) {
        case .found(let found): return found
        case .noMatch: warnings.append("pattern \"\(pattern)\" does not match \"\(text)\"")
        case .noGroup: warnings.append("pattern \"\(pattern)\" matches \"\(text)\" without a group \(group)")
        }
        return nil
    }
}
