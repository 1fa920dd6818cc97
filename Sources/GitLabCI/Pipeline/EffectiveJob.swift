extension PipelineJob {
    /// The job with the defaults and the global keywords that it takes over.
    package func effective(in root: ConfigMapping) -> ConfigMapping { Self.effective(config, kind, in: root) }

    static func effective(_ config: ConfigMapping, _ kind: JobKind, in root: ConfigMapping) -> ConfigMapping {
        var result = config
        let grammar: Grammar = kind == .bridge ? .bridge : .job
        let value = ConfigValue(.mapping(config), at: root.entries.first?.keySpan ?? config.entries[0].keySpan)
        for keyword in grammar.keys where keyword.isInherited && !config.hasValue(keyword.name) {
            guard RootWalk.inherits(keyword.name, value), let entry = defaultEntry(keyword.name, root) else { continue }
            result.set(entry)
        }
        return result
    }

    /// Where the default of a keyword is written: below `default:`, or at the top for the keywords that may stand there.
    private static func defaultEntry(_ name: String, _ root: ConfigMapping) -> ConfigMapping.Entry? {
        if let defaults = root.entry("default"), RootWalk.isGlobal(defaults),
            let entry = defaults.value.mapping?.entry(name), !entry.value.isNull
        {
            return entry
        }
        guard Grammar.reservedNames.contains(name), let entry = root.entry(name), !entry.value.isNull else {
            return nil
        }
        return entry
    }
}
