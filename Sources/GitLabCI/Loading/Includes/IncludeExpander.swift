import Diagnostics

/// Replaces `include` by the content of the files that it names, theirs included.
///
/// Source: `Gitlab::Ci::Config::External` of GitLab 18.11. https://docs.gitlab.com/ci/yaml/includes/
struct IncludeExpander {
    private let environment: LoadingEnvironment
    /// Every file that was included so far, for the limit and for patterns; only local files have a name here.
    private var expandedCount = 0
    private var expandedLocals: Set<String> = []
    private var totalSize = 0
    /// Files that were read already: a file may be included many times, with other inputs.
    private var texts: [String: ConfigurationText] = [:]
    private(set) var missing: [MissingInclude] = []
    private(set) var notes = LoadingNotes()

    init(_ environment: LoadingEnvironment) { self.environment = environment }

    /// - Parameters:
    ///   - values: the content of a file.
    ///   - isHeader: the content is a `spec`, whose files hold inputs and nothing else.
    /// - Throws: GitLab's first complaint.
    mutating func expand(
        _ values: ConfigMapping, in scope: IncludeScope, isHeader: Bool = false
    ) throws(LoadingError) -> ConfigMapping {
        let (locations, isDoubtful) = try locations(of: values, in: scope)
        let matcher = IncludeMatcher(isHeader: isHeader)
        var files: [IncludedFile] = []
        for location in locations { files.append(try matcher.match(location)) }
        try verify(&files, in: scope, isHeader: isHeader)
        for file in files { if let failure = file.failure { throw failure } }
        guard !files.isEmpty || isDoubtful else { return values }
        return try merge(files, under: values, isHeader: isHeader)
    }

    // MARK: Which files

    /// The files one by one, and whether an entry was left out only because it is not known if its rules let it in.
    private mutating func locations(
        of values: ConfigMapping, in scope: IncludeScope
    ) throws(LoadingError) -> ([IncludeLocation], isDoubtful: Bool) {
        guard let include = values["include"], !include.isNull else { return ([], false) }
        var locations: [IncludeLocation] = []
        for item in include.sequence ?? [include] where !item.isNull { locations.append(try normalized(item)) }
        let missingBefore = missing.count
        locations = try filtered(locations, in: scope)
        let files = locations.flatMap { expandedFiles($0, in: scope) }.map(expandingVariables)
        return (files, missing.count > missingBefore)
    }

    private func normalized(_ item: ConfigValue) throws(LoadingError) -> IncludeLocation {
        switch item.content {
        case .mapping(let mapping): return IncludeLocation(parameters: mapping, span: item.span)
        case .string(let text):
            let expanded = VariableExpansion.expand(text, environment.variables)
            let key = RemoteAddress.isValid(expanded) ? "remote" : "local"
            let value = item.replacing(.string(expanded))
            let entry = ConfigMapping.Entry(key: .string(key), keySpan: item.span, value: value)
            return IncludeLocation(parameters: ConfigMapping([entry]), span: item.span)
        default:
            throw LoadingError("include-kind", "Each include must be a hash or a string", at: item.span)
        }
    }

    private mutating func filtered(
        _ locations: [IncludeLocation], in scope: IncludeScope
    ) throws(LoadingError) -> [IncludeLocation] {
        let rules = IncludeRules(files: scope.files, variables: environment.variables)
        var kept: [IncludeLocation] = []
        for location in locations {
            switch try rules.evaluate(location.parameters["rules"]) {
            case .include: kept.append(location)
            case .exclude: continue
            case .unknown(let span, let what):
                missing.append(
                    MissingInclude(name: "an include with rules", reason: "\(what) is not known", span: span))
            }
        }
        return kept
    }

    /// The files of another project one by one, and the local files that a pattern matches.
    private func expandedFiles(_ location: IncludeLocation, in scope: IncludeScope) -> [IncludeLocation] {
        if let project = location.parameters["project"], !project.isNull, project.bool != false {
            guard let file = location.parameters["file"], !file.isNull else { return [] }
            return (file.sequence ?? [file]).map { location.replacing("file", $0) }
        }
        guard let local = location.parameters["local"], let pattern = local.string, pattern.contains("*") else {
            return [location]
        }
        let paths = scope.files?.paths.filter { PathGlob.matchesInclude(pattern, $0) } ?? []
        return paths.filter { !expandedLocals.contains($0) }.map {
            location.replacing("local", local.replacing(.string($0)))
        }
    }

    private func expandingVariables(_ location: IncludeLocation) -> IncludeLocation {
        func expanded(_ value: ConfigValue) -> ConfigValue {
            guard let text = value.string else { return value }
            return value.replacing(.string(VariableExpansion.expand(text, environment.variables)))
        }
        var copy = location
        copy.parameters = location.parameters.mapValues { entry in
            entry.value.sequence.map { entry.value.replacing(.sequence($0.map(expanded))) } ?? expanded(entry.value)
        }
        return copy
    }

    // MARK: What is in them

    /// GitLab goes over the files in three rounds, and a file that includes others may fail in the last of them, before
    /// the failure of a file ahead of it is reported.
    private mutating func verify(
        _ files: inout [IncludedFile], in scope: IncludeScope, isHeader: Bool
    ) throws(LoadingError) {
        for file in files {
            expandedCount += 1
            if case .local = file.source { expandedLocals.insert(file.location) }
            if expandedCount > LoadingLimits.includes {
                throw LoadingError(
                    "include-limit", "Maximum of \(LoadingLimits.includes) nested includes are allowed!", at: file.span)
            }
        }
        for index in files.indices where files[index].failure == nil {
            if case .artifact = files[index].source {
                files[index].failure = LoadingError(
                    "include-artifact",
                    "Including configs from artifacts is only allowed when triggering child pipelines",
                    at: files[index].span)
            } else if case .local = files[index].source, scope.files == nil {
                files[index].failure = LoadingError(
                    "include-local", "Local file `\(files[index].location)` does not have project!",
                    at: files[index].span)
            }
        }
        for index in files.indices where files[index].failure == nil {
            try load(&files[index], in: scope, isHeader: isHeader)
        }
        if totalSize > LoadingLimits.totalSize, let first = files.first {
            throw LoadingError(
                "include-limit", "Total size of combined CI/CD configuration is too big", at: first.span)
        }
    }

    private mutating func load(
        _ file: inout IncludedFile, in scope: IncludeScope, isHeader: Bool
    ) throws(LoadingError) {
        switch file.source {
        case .artifact: return
        case .local:
            guard let bytes = scope.files?.contents(of: file.location) else {
                file.failure = missingFile(file, in: scope)
                return
            }
            guard !Self.isBlank(bytes) else {
                file.failure = LoadingError("include-local", "Local file `\(file.location)` is empty!", at: file.span)
                return
            }
            let source = Self.source(file.location, bytes, scope.files)
            try read(&file, source, in: scope, isHeader: isHeader)
        case .external(let include):
            if case .component(let address) = include {
                switch OwnComponent.find(address, environment, scope.files) {
                case .file(let name, let bytes, let inner):
                    try read(&file, Self.source(name, bytes, scope.files), in: inner, isHeader: isHeader)
                    return
                case .refused(let message):
                    file.failure = LoadingError("include-component", message, at: file.span)
                    return
                case .foreign: break
                }
            }
            try fetch(include, &file, isHeader: isHeader)
        }
    }

    private static func source(_ path: String, _ bytes: [UInt8], _ files: (any ProjectFiles)?) -> SourceFile {
        SourceFile(name: files?.shownName(of: path) ?? path, path: path, bytes: bytes)
    }

    private mutating func fetch(
        _ include: ExternalInclude, _ file: inout IncludedFile, isHeader: Bool
    ) throws(LoadingError) {
        switch environment.fetcher.fetch(include) {
        case .file(let source, let files, let component):
            let values = component.mapValues { ConfigValue(.string($0), at: file.span) }
            var inner = IncludeScope(files: files, component: values)
            if case .component = include { inner.isComponent = true }
            try read(&file, source, in: inner, isHeader: isHeader)
        case .refused(let message):
            file.failure = LoadingError("include-external", message, at: file.span)
        case .unavailable(let reason):
            missing.append(MissingInclude(name: include.description, reason: reason, span: file.span))
        }
    }

    private mutating func read(
        _ file: inout IncludedFile, _ source: SourceFile, in scope: IncludeScope, isHeader: Bool
    ) throws(LoadingError) {
        totalSize += source.bytes.count
        let content: ConfigMapping
        do throws(LoadingError) {
            let text = try text(of: source)
            if scope.isComponent, let include = text.specInclude {
                file.failure = LoadingError(
                    "include-component",
                    "Component `\(file.location)` cannot use `spec:include`. This keyword is not supported in components",
                    at: include.keySpan)
                return
            }
            content = try configuration(of: text, provided: file.inputs, in: scope)
        } catch {
            var failure = error.inIncludedFile(file.location)
            failure.related.append(.init(file.span, "included from here"))
            file.failure = failure
            return
        }
        // What nested files do wrong is reported at once.
        var inner = scope
        inner.isComponent = false
        file.content = isHeader || content.isEmpty ? content : try expand(content, in: inner)
        if file.content.isEmpty {
            file.failure = LoadingError(
                "include-content", "Included file `\(file.location)` does not have valid YAML syntax!",
                at: .start(of: source), related: [.init(file.span, "included from here")],
                help: "the file holds nothing but comments")
        } else if isHeader {
            let unknown = file.content.entries.filter { $0.name != "inputs" }
            if let first = unknown.first {
                let list = "[" + unknown.map { RubyText.symbol($0.name) }.joined(separator: ", ") + "]"
                file.failure = LoadingError(
                    "include-header", "Header include file `\(file.location)` contains unknown keys: \(list)",
                    at: first.keySpan)
            }
        }
    }

    /// The documents of a file; those of a local file are read once.
    private mutating func text(of source: SourceFile) throws(LoadingError) -> ConfigurationText {
        if let text = texts[source.name], text.isOf(source) { return text }
        let text = try ConfigurationText(source, notes: &notes)
        texts[source.name] = text
        return text
    }

    /// The configuration of a file, with its inputs in place.
    mutating func configuration(
        of text: ConfigurationText, provided: ConfigValue?, in scope: IncludeScope
    ) throws(LoadingError) -> ConfigMapping {
        try text.configuration(
            provided: provided, component: scope.component, variables: environment.variables,
            usesStandIns: scope.usesStandIns
        ) { (spec) throws(LoadingError) in
            try expand(spec, in: scope, isHeader: true)
        }
    }

    // MARK: Merging

    private func merge(
        _ files: [IncludedFile], under values: ConfigMapping, isHeader: Bool
    ) throws(LoadingError) -> ConfigMapping {
        if isHeader { try checkUnique(files, values) }
        var merged = ConfigMapping()
        for file in files { merged.deepMerge(file.content.mapValuesVia(.include(file.location), at: file.span)) }
        merged.deepMerge(values)
        merged.remove(.string("include"))
        return merged
    }

    private func checkUnique(_ files: [IncludedFile], _ values: ConfigMapping) throws(LoadingError) {
        var seen: Set<String> = []
        var repeated: [ConfigMapping.Entry] = []
        for inputs in files.map({ $0.content["inputs"] }) + [values["inputs"]] {
            for entry in inputs?.mapping?.entries ?? [] where !seen.insert(entry.name).inserted {
                if !repeated.contains(where: { $0.name == entry.name }) { repeated.append(entry) }
            }
        }
        guard let first = repeated.first else { return }
        let list = repeated.map(\.name).joined(separator: ", ")
        throw LoadingError(
            "include-header",
            "Duplicate input keys found: \(list). "
                + "Input keys must be unique across all included files and inline specifications.",
            at: first.keySpan)
    }

    private func missingFile(_ file: IncludedFile, in scope: IncludeScope) -> LoadingError {
        let near = Suggestion.nearest(to: file.location, among: scope.files?.paths.filter(Self.isYAML) ?? [])
        return LoadingError(
            "include-local", "Local file `\(file.location)` does not exist!", at: file.span,
            help: near.map { "did you mean \"\($0)\"?" } ?? "paths start at the root of the project")
    }

    private static func isYAML(_ path: String) -> Bool { path.hasSuffix(".yml") || path.hasSuffix(".yaml") }

    private static func isBlank(_ bytes: [UInt8]) -> Bool {
        // Most files show in their first bytes that they are not blank.
        if let first = bytes.first, first > 0x20, first < 0x80 { return false }
        return String(decoding: bytes, as: UTF8.self).isBlank
    }
}
