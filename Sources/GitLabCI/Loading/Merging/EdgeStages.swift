/// Puts `.pre` first and `.post` last, as GitLab does with every list of stages that is not empty.
enum EdgeStages {
    static let first = ".pre"
    static let last = ".post"

    static func inject(into root: ConfigMapping) -> ConfigMapping {
        guard let entry = root.entry("stages"), let stages = entry.value.sequence, !stages.isEmpty else { return root }
        let inner = stages.filter { $0.string != first && $0.string != last }
        let wrapped =
            [ConfigValue(.string(first), at: entry.keySpan)] + inner + [ConfigValue(.string(last), at: entry.keySpan)]
        var root = root
        root.set(.init(key: entry.key, keySpan: entry.keySpan, value: entry.value.replacing(.sequence(wrapped))))
        return root
    }
}
