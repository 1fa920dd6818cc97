/// The address of a component: `HOST/PROJECT/NAME@VERSION`.
///
/// https://docs.gitlab.com/ci/components/#use-a-component
package struct ComponentAddress: Hashable, Sendable {
    package let project: String
    package let name: String
    package let version: String

    /// Nil for an address that is not one of `server`, or that lacks a part.
    package init?(_ text: String, on server: WebAddress) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let prefix = server.hostAndPort + "/"
        guard parts.count == 2, parts[0].lowercased().hasPrefix(prefix) else { return nil }
        let path = parts[0].dropFirst(prefix.count)
        guard !path.hasPrefix("/"), let slash = path.lastIndex(of: "/"), !parts[1].isEmpty else { return nil }
        project = String(path[..<slash])
        name = String(path[path.index(after: slash)...])
        version = String(parts[1])
    }

    /// Letters, digits, `-` and `_`; no component has another name.
    var hasValidName: Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }

    /// Where the component may stand, in the order in which GitLab looks.
    var paths: [String] { ["templates/\(name).yml", "templates/\(name)/template.yml"] }
}
