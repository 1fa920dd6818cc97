/// What `buildctl build --metadata-file` writes about the image that it has made.
package struct BuildMetadata: Equatable, Sendable {
    /// `containerimage.digest`: of the manifest, or of the index where there is one.
    package let digest: String?
    /// `containerimage.config.digest`, which an index has not.
    package let configDigest: String?
    /// `containerimage.descriptor`'s `mediaType`
    package let mediaType: String?
    /// `containerimage.descriptor`'s `size`: of the manifest or index, in bytes.
    package let size: Int?
    /// `image.name`, split at its commas.
    package let names: [String]

    /// - Returns: nothing where the text is no JSON object.
    package init?(parsing text: String) {
        guard let root = (try? JSONValue(parsing: text))?.object else { return nil }
        func string(_ value: JSONValue?) -> String? { value?.string.flatMap { $0.isEmpty ? nil : $0 } }
        let descriptor = root["containerimage.descriptor"]
        digest = string(root["containerimage.digest"])
        configDigest = string(root["containerimage.config.digest"])
        mediaType = string(descriptor?["mediaType"])
        size = descriptor?["size"]?.integer
        names = string(root["image.name"])?.split(separator: ",").map(String.init) ?? []
    }
}
