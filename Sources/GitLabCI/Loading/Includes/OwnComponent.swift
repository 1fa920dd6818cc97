import Diagnostics

/// Finds a component of the project itself, which needs no server: `$CI_SERVER_FQDN/$CI_PROJECT_PATH/NAME@$CI_COMMIT_SHA`.
///
/// https://docs.gitlab.com/ci/components/#test-the-component
enum OwnComponent {
    enum Result {
        case file(name: String, bytes: [UInt8], scope: IncludeScope)
        /// GitLab refuses the address, with this message.
        case refused(String)
        /// It belongs to another project.
        case foreign
    }

    static func find(_ address: String, _ environment: LoadingEnvironment, _ files: (any ProjectFiles)?) -> Result {
        let prefix = "Component '\(address)' -"
        let server = (environment.variables["CI_SERVER_FQDN"] ?? "") + "/"
        guard address.contains("@") else { return .refused("\(prefix) the component path is not supported") }
        guard address.hasPrefix(server) else {
            return environment.isServerKnown ? .refused("\(prefix) the component path is not supported") : .foreign
        }
        let parts = address.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].dropFirst(server.count)
        guard let slash = path.lastIndex(of: "/"),
            path[..<slash].lowercased() == environment.variables["CI_PROJECT_PATH"]?.lowercased()
        else { return .foreign }
        let name = String(path[path.index(after: slash)...])
        guard let files, let (file, bytes) = template(name, files), !String(decoding: bytes, as: UTF8.self).isBlank
        else {
            return .refused("\(prefix) content not found")
        }
        return .file(name: file, bytes: bytes, scope: scope(name, String(parts[1]), environment, files))
    }

    /// The scope of a component that is looked at by itself, with stand-ins for its inputs.
    static func scope(of file: SourceFile, _ environment: LoadingEnvironment) -> IncludeScope {
        let parts = file.path.split(separator: "/")
        let isFolder = parts.last == "template.yml" && parts.count > 2
        let name = isFolder ? String(parts[parts.count - 2]) : String(parts.last?.prefix { $0 != "." } ?? "")
        let version = environment.variables["CI_COMMIT_SHA"] ?? ""
        var scope = scope(name, version, environment, environment.files)
        scope.usesStandIns = true
        return scope
    }

    private static func template(_ name: String, _ files: any ProjectFiles) -> (String, [UInt8])? {
        guard ComponentProject.isName(name) else { return nil }
        for path in ["templates/\(name).yml", "templates/\(name)/template.yml"] {
            if let bytes = files.contents(of: path) { return (path, bytes) }
        }
        return nil
    }

    private static func scope(
        _ name: String, _ version: String, _ environment: LoadingEnvironment, _ files: any ProjectFiles
    ) -> IncludeScope {
        let values = [
            "name": name, "version": version, "reference": version,
            "sha": environment.variables["CI_COMMIT_SHA"] ?? version,
        ]
        let place = SourceSpan.start(of: SourceFile(name: "component", bytes: []))
        return IncludeScope(
            files: files, component: values.mapValues { ConfigValue(.string($0), at: place) }, isComponent: true)
    }
}
