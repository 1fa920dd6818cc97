/// Writes an image's metadata for programs.
package enum MetadataRenderer {
    /// What can be printed as lines.
    package enum List: String, CaseIterable, Sendable {
        case tags
        case tagNames = "tag-names"
        case labels
        case annotations
        case version
    }

    /// One entry a line, or another text between the entries; an empty text where there is none.
    package static func lines(_ list: List, of metadata: ImageMetadata, separator: String = "\n") -> String {
        let entries =
            switch list {
            case .tags: metadata.tags
            case .tagNames: metadata.tagNames
            case .labels: metadata.labels.map(\.text)
            case .annotations: metadata.levelledAnnotations
            case .version: metadata.version.map { [$0] } ?? []
            }
        return entries.isEmpty ? "" : entries.joined(separator: separator) + "\n"
    }

    /// The `json` output of docker/metadata-action with `version` before it.
    package static func json(_ metadata: ImageMetadata) -> JSONValue {
        var labels = JSONObject()
        for label in metadata.labels { labels[label.key] = .string(label.value) }
        return .object([
            "version": metadata.version.map { .string($0) } ?? .null,
            "tags": .array(metadata.tags.map { .string($0) }),
            "tag-names": .array(metadata.tagNames.map { .string($0) }),
            "labels": .object(labels),
            "annotations": .array(metadata.levelledAnnotations.map { .string($0) }),
        ])
    }

    /// A dotenv report: no blank lines, no values of several lines. Tags are separated by commas, which neither an image
    /// nor a tag can hold, or by another text without a line end; labels are in the JSON value.
    ///
    /// - Returns: the text, and what had to be left out of it for the limit.
    package static func dotenv(
        _ metadata: ImageMetadata, separator: String = ","
    ) -> (text: String, warnings: [String]) {
        var report = DotenvText()
        var warnings: [String] = []
        for (name, value) in [
            ("VERSION", metadata.version ?? ""), ("TAGS", metadata.tags.joined(separator: separator)),
            ("TAG_NAMES", metadata.tagNames.joined(separator: separator)), ("JSON", json(metadata).compactText),
        ] {
            let key = "DOCKER_METADATA_OUTPUT_\(name)"
            if let refusal = report.add(key, value) {
                warnings.append("\(key) is left out: \(refusal); --format json has it all")
            }
        }
        return (report.text, warnings)
    }
}
