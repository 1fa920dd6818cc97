import FoundationEssentials

/// The `integrity` of an include: `sha256-` and the SHA-256 hash of the file in base64.
///
/// https://docs.gitlab.com/ci/yaml/#includeintegrity
package struct Integrity: Hashable, Sendable {
    /// The hash in base64.
    let expected: String

    /// Nil for a text of another form.
    package init?(_ text: String) {
        let prefix = "sha256-"
        guard text.hasPrefix(prefix) else { return nil }
        expected = String(text.dropFirst(prefix.count))
        guard Data(base64Encoded: expected)?.count == 32 else { return nil }
    }

    /// The text that belongs to a content.
    package static func text(of content: [UInt8]) -> String {
        "sha256-" + Data(SHA256.hash(content)).base64EncodedString()
    }

    package func matches(_ content: [UInt8]) -> Bool { Self.text(of: content) == "sha256-" + expected }
}
