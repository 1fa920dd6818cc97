import Diagnostics

/// Decides by its `rules` whether an entry of `include` counts.
///
/// Source: `Gitlab::Ci::Config::External::Rules` of GitLab 18.11. https://docs.gitlab.com/ci/yaml/#includerules
struct IncludeRules {
    private static let keys = ["if", "exists", "when", "changes"]
    private static let pathLimit = 50

    enum Verdict {
        case include
        case exclude
        /// It depends on something that is not known here.
        case unknown(SourceSpan, String)
    }

    let files: (any ProjectFiles)?
    let variables: [String: String]

    /// - Throws: the first problem of the rules themselves.
    func evaluate(_ rules: ConfigValue?) throws(LoadingError) -> Verdict {
        guard let rules, !rules.isNull, rules.bool != false else { return .include }
        if rules.isBlank { throw problem("rules config can't be blank", rules.span) }
        guard rules.isSequence else { throw problem("rules config should be an array", rules.span) }
        let list = rules.flattened
        for rule in list { try check(rule) }
        var doubt: Verdict?
        for rule in list.compactMap(\.mapping) {
            switch matches(rule) {
            case .include: return doubt ?? (rule["when"]?.string == "never" ? .exclude : .include)
            case .exclude: continue
            case .unknown(let span, let what): doubt = doubt ?? .unknown(span, what)
            }
        }
        return doubt ?? .exclude
    }

    // MARK: The shape of rules

    private func check(_ rule: ConfigValue) throws(LoadingError) {
        guard !rule.isNull else { return }
        guard let mapping = rule.mapping else { throw problem("rule config should be a hash", rule.span) }
        if mapping.isEmpty { throw problem("rule config can't be blank", rule.span) }
        let unknown = mapping.entries.filter { !Self.keys.contains($0.name) }
        if let first = unknown.first {
            let list = unknown.map(\.name).joined(separator: ", ")
            throw problem("rule config contains unknown keys: \(list)", first.keySpan)
        }
        if let condition = mapping["if"], !condition.isNull {
            guard condition.string.map(LoadingExpressions.isValid) ?? false else {
                throw problem("rule if invalid expression syntax", condition.span)
            }
        }
        if let when = mapping["when"], !when.isNull, when.string != "always", when.string != "never" {
            throw problem("rule when unknown value: \(RubyText.string(when))", when.span)
        }
        try checkChanges(mapping["changes"])
        try checkExists(mapping["exists"])
    }

    private func checkChanges(_ changes: ConfigValue?) throws(LoadingError) {
        guard let changes, !changes.isNull else { return }
        let place = "rule:changes"
        if changes.isSequence { return try checkPaths(changes, "\(place) config", isLimited: true) }
        guard let mapping = changes.mapping else {
            throw problem("\(place) should be an array or a hash", changes.span)
        }
        try allow(["paths", "compare_to"], in: mapping, at: place)
        guard let paths = mapping["paths"] else {
            throw problem("\(place) config missing required keys: paths", changes.span)
        }
        try checkPaths(paths, "\(place) paths", isLimited: true)
        if let base = mapping["compare_to"], !base.isNull, !base.isString {
            throw problem("\(place) compare to should be a string", base.span)
        }
    }

    private func checkExists(_ exists: ConfigValue?) throws(LoadingError) {
        guard let exists, !exists.isBlank else { return }
        let place = "rule:exists"
        if exists.isString { return }
        if exists.isSequence { return try checkPaths(exists, "\(place) config", isLimited: false) }
        guard let mapping = exists.mapping else {
            throw problem("\(place) should be a string, an array of strings, or a hash", exists.span)
        }
        try allow(["paths", "project", "ref"], in: mapping, at: place)
        guard let paths = mapping["paths"] else {
            throw problem("\(place) config missing required keys: paths", exists.span)
        }
        if mapping.hasValue("ref"), !mapping.contains("project") {
            throw problem("\(place) config missing required keys: project", exists.span)
        }
        if !paths.isNull { try checkPaths(paths, "\(place) paths", isLimited: true) }
        for key in ["project", "ref"] {
            if let value = mapping[key], !value.isNull, !value.isString {
                throw problem("\(place) \(key) should be a string", value.span)
            }
        }
    }

    private func checkPaths(_ paths: ConfigValue, _ place: String, isLimited: Bool) throws(LoadingError) {
        guard let items = paths.sequence, items.allSatisfy(\.isString) else {
            throw problem("\(place) should be an array of strings", paths.span)
        }
        if isLimited, items.count > Self.pathLimit {
            throw problem("\(place) has too many entries (maximum \(Self.pathLimit))", paths.span)
        }
    }

    private func allow(_ keys: [String], in mapping: ConfigMapping, at place: String) throws(LoadingError) {
        let unknown = mapping.entries.filter { !keys.contains($0.name) }
        guard let first = unknown.first else { return }
        let list = unknown.map(\.name).joined(separator: ", ")
        throw problem("\(place) config contains unknown keys: \(list)", first.keySpan)
    }

    private func problem(_ message: String, _ span: SourceSpan) -> LoadingError {
        LoadingError("include-rules", "include:" + message.lowercased(), at: span)
    }

    // MARK: Evaluation

    /// Whether all conditions of a rule hold.
    private func matches(_ rule: ConfigMapping) -> Verdict {
        var doubt: Verdict?
        if let condition = rule["if"]?.string {
            if let name = LoadingExpressions.variables(of: condition).first(where: isUnknown) {
                doubt = .unknown(rule["if"]?.span ?? rule.entries[0].keySpan, "the value of $\(name)")
            } else if !LoadingExpressions.holds(condition, variables: variables) {
                return .exclude
            }
        }
        if let exists = rule["exists"], !exists.isNull {
            if exists.mapping?.hasValue("project") ?? false {
                doubt = doubt ?? .unknown(exists.span, "the files of another project")
            } else if !exist(exists) {
                return .exclude
            }
        }
        // Without a pipeline nothing is known of changes, and GitLab lets the condition hold.
        return doubt ?? .include
    }

    /// Whether GitLab sets a variable itself, to a value that depends on the pipeline.
    private func isUnknown(_ name: String) -> Bool {
        variables[name] == nil && ["CI_", "GITLAB_"].contains { name.hasPrefix($0) }
    }

    /// `exists`: a path, a folder that ends with `/`, or a pattern.
    private func exist(_ exists: ConfigValue) -> Bool {
        let listed = exists.mapping?["paths"] ?? exists
        let patterns = (listed.sequence ?? [listed]).compactMap(\.string).map {
            VariableExpansion.expandKnown($0, variables)
        }
        guard let files, !patterns.isEmpty else { return false }
        let paths = files.paths
        return patterns.contains { pattern in
            if !pattern.contains(where: { "*?[{".contains($0) }) {
                return paths.contains { pattern.hasSuffix("/") ? $0.hasPrefix(pattern) : $0 == pattern }
            }
            let suffix = pattern.hasPrefix("**/*") ? pattern.dropFirst(4) : pattern[...]
            if suffix.hasPrefix("."), !suffix.contains(where: { "/*?[{".contains($0) }) {
                return paths.contains { $0.hasSuffix(suffix) }
            }
            return paths.contains { PathGlob.matchesPath(pattern, $0) }
        }
    }
}
