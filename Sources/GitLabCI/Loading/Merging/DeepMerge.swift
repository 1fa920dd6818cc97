/// Merging of maps as Rails' `deep_merge` does it: maps are merged into each other, everything else is replaced.
extension ConfigMapping {
    /// Puts the entries of another map over this one.
    package mutating func deepMerge(_ other: ConfigMapping) {
        guard !isEmpty else {
            self = other
            return
        }
        for entry in other.entries {
            if let below = self[entry.key]?.mapping, let above = entry.value.mapping {
                var merged = below
                merged.deepMerge(above)
                set(.init(key: entry.key, keySpan: entry.keySpan, value: entry.value.replacing(.mapping(merged))))
            } else {
                set(entry)
            }
        }
    }
}
