import Diagnostics

/// Resolves `extends` of every top-level map, hidden ones and those that are no jobs included.
///
/// Source: `Gitlab::Ci::Config::Extendable` of GitLab 18.11.
/// https://docs.gitlab.com/ci/yaml/#extends
struct ExtendsResolver {
    private var entries: ConfigMapping
    /// Something is missing that could define what is extended: what is unknown is left alone then.
    private let isIncomplete: Bool
    /// Entries that were copied so far.
    private var copies = 0
    /// How many steps lie below an entry that has been checked and merged.
    private var heights: [ConfigKey: Int] = [:]
    /// Entries whose bases are not known, in an incomplete configuration.
    private(set) var unresolved: Set<String> = []

    init(_ entries: ConfigMapping, isIncomplete: Bool) {
        self.entries = entries
        self.isIncomplete = isIncomplete
    }

    /// - Throws: for the first entry, in order, whose bases are missing, no maps, too many, or circular.
    mutating func resolve() throws(LoadingError) -> ConfigMapping {
        for key in entries.keys { _ = try extend(key, ancestors: []) }
        return entries
    }

    /// Merges the bases into an entry.
    ///
    /// - Parameter ancestors: the entries that led here, the first one first.
    /// - Returns: how many steps of `extends` lie below the entry.
    private mutating func extend(_ key: ConfigKey, ancestors: [ConfigKey]) throws(LoadingError) -> Int {
        guard let entry = entries.entry(key), let mapping = entry.value.mapping,
            let extends = mapping.entry("extends")
        else { return 0 }
        if let height = heights[key], ancestors.count + height <= LoadingLimits.extendsNesting + 1 { return height }
        let bases = Self.names(extends.value)
        if try !areKnown(bases, of: key) {
            unresolved.insert(key.text)
            return 0
        }
        let invalid = bases.filter { entries[$0.name]?.mapping == nil }
        if let first = invalid.first {
            throw LoadingError(
                "extends-base", "\(key.text): invalid base hashes in `extends` (\(Self.list(invalid)))", at: first.span,
                related: entries.entry(first.name).map { [.init($0.keySpan, "this is not a map")] } ?? [])
        }
        if ancestors.count > LoadingLimits.extendsNesting {
            throw LoadingError(
                "extends-nesting", "\(key.text): nesting too deep in `extends`", at: extends.value.span,
                related: related(ancestors),
                help: "a job may inherit over \(LoadingLimits.extendsNesting + 1) steps at most")
        }
        if ancestors.contains(key) {
            throw LoadingError(
                "extends-circle", "\(key.text): circular dependency detected in `extends`", at: extends.value.span,
                related: related(ancestors),
                help: "the circle is " + (ancestors.drop { $0 != key } + [key]).map(\.text).joined(separator: " -> "))
        }
        return try merge(bases, into: entry, mapping, extends, ancestors: ancestors)
    }

    private mutating func merge(
        _ bases: [Base], into entry: ConfigMapping.Entry, _ mapping: ConfigMapping, _ extends: ConfigMapping.Entry,
        ancestors: [ConfigKey]
    ) throws(LoadingError) -> Int {
        var merged = ConfigMapping()
        var height = 1
        for base in bases {
            height = max(height, 1 + (try extend(.string(base.name), ancestors: ancestors + [entry.key])))
            guard let inherited = entries[base.name]?.mapping else { continue }
            copies += inherited.count
            if copies > LoadingLimits.copiedEntries { throw ConfigBuilder.tooBig(at: extends.keySpan) }
            if unresolved.contains(base.name) { unresolved.insert(entry.key.text) }
            merged.deepMerge(inherited.mapValuesVia(.extends(base.name), at: base.span))
        }
        merged.deepMerge(mapping)
        entries.set(
            .init(key: entry.key, keySpan: entry.keySpan, value: entry.value.replacing(.mapping(merged))))
        heights[entry.key] = height
        return height
    }

    private func areKnown(_ bases: [Base], of key: ConfigKey) throws(LoadingError) -> Bool {
        let unknown = bases.filter { !entries.contains($0.name) }
        guard let first = unknown.first else { return true }
        if isIncomplete { return false }
        let near = Suggestion.nearest(to: first.name, among: entries.keys.compactMap(\.string))
        throw LoadingError(
            "extends-unknown", "\(key.text): unknown keys in `extends` (\(Self.list(unknown)))", at: first.span,
            help: near.map { "did you mean \"\($0)\"?" })
    }

    private func related(_ ancestors: [ConfigKey]) -> [Diagnostic.Related] {
        ancestors.compactMap { key in entries.entry(key).map { .init($0.keySpan, "\"\(key.text)\" extends the next") } }
    }

    private struct Base {
        let name: String
        let span: SourceSpan
    }

    private static func list(_ bases: [Base]) -> String { bases.map(\.name).joined(separator: ", ") }

    /// One name or a list of them; Ruby turns whatever else it finds into text.
    private static func names(_ value: ConfigValue) -> [Base] {
        switch value.content {
        case .null: []
        case .sequence(let items): items.map { Base(name: RubyText.string($0), span: $0.span) }
        case .mapping(let mapping):
            mapping.entries.map { entry in
                let pair = ":\(entry.key.text), " + RubyText.inspect(entry.value)
                return Base(name: "[\(pair)]", span: entry.keySpan)
            }
        default: [Base(name: RubyText.string(value), span: value.span)]
        }
    }
}

extension ConfigMapping {
    /// The same entries, each with one more step on its way.
    func mapValuesVia(_ step: Provenance.Step, at span: SourceSpan) -> ConfigMapping {
        mapValues { entry in entry.value.via(Provenance(step, at: span, earlier: entry.value.provenance)) }
    }
}
