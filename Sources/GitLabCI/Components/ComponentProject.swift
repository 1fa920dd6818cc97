/// A project that holds CI/CD components, each below `templates` at its root.
///
/// https://docs.gitlab.com/ci/components/#directory-structure
package struct ComponentProject: Sendable {
    package struct Component: Hashable, Sendable {
        package let name: String
        /// The path of its file in the project.
        package let path: String
    }

    package static let folder = "templates"

    package let files: any ProjectFiles
    /// By name. A name that both a file and a folder have belongs to the file, which GitLab finds first.
    package let components: [Component]

    package init(_ files: any ProjectFiles) {
        self.files = files
        var found: [String: Component] = [:]
        for path in files.paths {
            guard let component = Self.component(at: path) else { continue }
            if let other = found[component.name], other.path.count < path.count { continue }
            found[component.name] = component
        }
        components = found.values.sorted { $0.name < $1.name }
    }

    package subscript(name: String) -> Component? { components.first { $0.name == name } }

    /// The component whose file has this path: `templates/NAME.yml` or `templates/NAME/template.yml`, where the name has
    /// letters, digits, `_` and `-` only.
    package static func component(at path: String) -> Component? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.first == folder[...] else { return nil }
        let name: Substring
        if parts.count == 2, parts[1].hasSuffix(".yml") {
            name = parts[1].dropLast(".yml".count)
        } else if parts.count == 3, parts[2] == "template.yml" {
            name = parts[1]
        } else {
            return nil
        }
        return isName(name) ? Component(name: String(name), path: path) : nil
    }

    /// Whether GitLab takes a text for the name of a component.
    static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            }
    }
}
