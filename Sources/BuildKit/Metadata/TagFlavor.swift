/// What applies to all tags: the `flavor` input of docker/metadata-action.
package struct TagFlavor: Equatable, Sendable {
    package enum Latest: String, Sendable {
        /// The first rule that yields a tag decides.
        case auto
        case always = "true"
        case never = "false"
    }

    package private(set) var latest = Latest.auto
    package private(set) var prefix = ""
    package private(set) var suffix = ""
    /// Whether the tag `latest` gets the prefix, too.
    package private(set) var prefixesLatest = false
    package private(set) var suffixesLatest = false

    /// - Parameter entries: such as `latest=auto` or `prefix=edge-,onlatest=true`.
    /// - Throws: `MetadataError`.
    package init(_ entries: [String]) throws(MetadataError) {
        for entry in entries {
            var previous = ""
            for field in try MetadataList.fields(entry) {
                let (key, value) = MetadataList.pair(field)
                switch key {
                case "latest":
                    guard let parsed = Latest(rawValue: value) else {
                        throw MetadataError(
                            "flavor \"\(entry)\" has \"\(value)\" for latest; write auto, true or false")
                    }
                    latest = parsed
                case "prefix": prefix = value
                case "suffix": suffix = value
                case "onlatest":
                    guard ["true", "false"].contains(value), ["prefix", "suffix"].contains(previous) else {
                        throw MetadataError(
                            "flavor \"\(entry)\" has a misplaced or unknown onlatest; write prefix=x,onlatest=true")
                    }
                    if previous == "prefix" { prefixesLatest = value == "true" }
                    if previous == "suffix" { suffixesLatest = value == "true" }
                default:
                    throw MetadataError(
                        "flavor \"\(entry)\" has the unknown entry \"\(field)\"; write latest=, prefix=, suffix= or onlatest="
                    )
                }
                previous = key ?? ""
            }
        }
    }
}
