/// The limits of GitLab 18.11 on the size of a configuration (defaults of the instance settings).
package enum LoadingLimits {
    /// Bytes of one document (`max_yaml_size_bytes`), and of the loaded object as Ruby measures it.
    static let documentSize = 2_097_152
    /// How deep lists and maps may be nested in one document (`max_yaml_depth`).
    static let depth = 100
    /// Files that may be included in all (`ci_max_includes`).
    static let includes = 150
    /// Bytes of all included files (`ci_max_total_yaml_size_bytes`).
    static let totalSize = 314_572_800
    /// How many ancestors of an `extends` may extend something themselves.
    static let extendsNesting = 10
    /// Our own limits, where GitLab would run out of time or stack: values after merging and `!reference`.
    static let mergedNodes = 1_000_000
    /// Entries that merge keys and `extends` copy from map to map.
    static let copiedEntries = 250_000
    static let mergedDepth = 400
}
