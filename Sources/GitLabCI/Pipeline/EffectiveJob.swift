extension PipelineJob {
    /// The job with the defaults and the global keywords that it takes over.
    package func effective(in root: ConfigMapping) -> ConfigMapping { Self.effective(config, kind, in: root) }

    static func effective(_ config: ConfigMapping, _ kind: JobKind, in root: ConfigMapping) -> ConfigMapping {
        var result = config
        let grammar: Grammar = kind == .bridge ? .bridge : .job
        let defaults = root.entry("default").flatMap { RootWalk.isGlobal($0) ? $0.value.mapping : nil }
        let inheritance = config["inherit"]
        for keyword in grammar.keys where keyword.isInherited && !config.hasValue(keyword.name) {
            guard let entry = defaultEntry(keyword.name, defaults, root),
                RootWalk.inherits(keyword.name, inheritance)
            else { continue }
            result.set(entry)
        }
        return result
    }

    /// Where the default of a keyword is written: below `default:`, or at the top for the keywords that may stand there.
    private static func defaultEntry(
        _ name: String, _ defaults: ConfigMapping?, _ root: ConfigMapping
    ) -> ConfigMapping.Entry? {
        if let entry = defaults?.entry(name), !entry.value.isNull { return entry }
        guard Grammar.reservedNames.contains(name), let entry = root.entry(name), !entry.value.isNull else {
            return nil
        }
        return entry
    }
}
