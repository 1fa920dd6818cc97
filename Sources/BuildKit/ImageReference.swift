/// The name of an image as registries and BuildKit read it: `[registry/]path[:tag][@digest]`.
///
/// The grammar is that of the OCI distribution project (`distribution/reference`); what is left out of a familiar name
/// is filled in as Docker does: `alpine` means `docker.io/library/alpine`.
package struct ImageReference: Equatable, Sendable {
    /// The registry with its port, such as `registry.example.com:5050`; `docker.io` where the text names none.
    package let registry: String
    /// The path inside the registry, such as `library/alpine`.
    package let repository: String
    /// The tag, without its colon.
    package let tag: String?
    /// The digest, such as `sha256:` and 64 hexadecimal digits.
    package let digest: String?

    /// Reads an image name.
    ///
    /// - Throws: the first rule of the grammar that `text` breaks.
    package init(_ text: String) throws(Malformed) {
        var name = Substring(text)
        var digest: String?
        if let at = name.firstIndex(of: "@") {
            let written = String(name[name.index(after: at)...])
            guard Self.isDigest(written) else { throw .digest(written) }
            digest = written
            name = name[..<at]
        }
        var tag: String?
        // A colon before the last slash belongs to the registry's port.
        let lastSlash = name.lastIndex(of: "/") ?? name.startIndex
        if let colon = name[lastSlash...].lastIndex(of: ":") {
            let written = String(name[name.index(after: colon)...])
            guard Self.isTag(written) else { throw .tag(written) }
            tag = written
            name = name[..<colon]
        }
        guard !name.isEmpty else { throw .empty }

        var registry = "docker.io"
        var path = name
        if let slash = name.firstIndex(of: "/"), Self.namesRegistry(name[..<slash]) {
            registry = String(name[..<slash])
            path = name[name.index(after: slash)...]
            guard Self.isRegistry(registry) else { throw .registry(registry) }
            if registry == "index.docker.io" { registry = "docker.io" }
        }
        for component in path.split(separator: "/", omittingEmptySubsequences: false)
        where !Self.isPathComponent(component) {
            throw .path(String(component))
        }
        if registry == "docker.io", !path.contains("/") {
            // Docker takes 64 hexadecimal digits for an image's ID, never for a name.
            guard !(path.utf8.count == 64 && path.utf8.allSatisfy(\.isLowerHexDigit)) else { throw .identifier }
            path = "library/" + path
        }
        guard path.utf8.count <= Self.longestPath else { throw .tooLong }
        self.registry = registry
        self.repository = String(path)
        self.tag = tag
        self.digest = digest
    }

    /// The longest path that registries accept, in bytes.
    package static let longestPath = 255
}

extension ImageReference: CustomStringConvertible {
    /// The reference in full, with nothing left to defaults but the tag.
    package var description: String {
        "\(registry)/\(repository)" + (tag.map { ":" + $0 } ?? "") + (digest.map { "@" + $0 } ?? "")
    }
}

extension ImageReference {
    /// The rule of the grammar that a text breaks, with the offending part.
    package enum Malformed: Error, Equatable, CustomStringConvertible {
        case empty
        case registry(String)
        case path(String)
        case tag(String)
        case digest(String)
        case identifier
        case tooLong

        package var description: String {
            switch self {
            case .empty: "an image name is empty"
            case .registry(let text): "\"\(text)\" is not a registry; write host or host:port"
            case .path(""): "an image name has an empty part between slashes"
            case .path(let text):
                "\"\(text)\" cannot be part of an image name; use lower-case letters and digits, "
                    + "with one of . _ __ - between them"
            case .tag(let text):
                "\"\(text)\" is not a tag; use up to 128 letters, digits, _ . - and begin with a letter, digit or _"
            case .digest(let text): "\"\(text)\" is not a digest; write sha256: and 64 hexadecimal digits"
            case .identifier: "64 hexadecimal digits are an image's ID, not its name"
            case .tooLong: "an image's path is longer than \(ImageReference.longestPath) bytes"
            }
        }
    }
}
