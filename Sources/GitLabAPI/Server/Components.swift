/// The file of a component, and what `$[[ component.x ]]` stands for in it.
package struct ComponentFile: Sendable {
    package let address: ComponentAddress
    package let file: ProjectFile
    /// The version that was chosen, without a leading `v`; nil when a branch or a commit was asked for.
    package let version: String?
}

extension GitLabServer {
    /// A component. Its version is a full hash, a tag, a branch, `~latest`, or a part of a version.
    ///
    /// The catalog itself has no REST API. Its versions are releases of the project, which has one: what differs is a
    /// project with releases that is not in the catalog, for which GitLab refuses `~latest` and `1.2`.
    package func component(_ text: String) throws(ServerFailure) -> ComponentFile {
        guard let component = ComponentAddress(text, on: address) else {
            throw ServerFailure(
                .unsupportedComponent,
                "\"\(text)\" is no component of \(address.hostAndPort); write \(address.hostAndPort)/PROJECT/NAME@VERSION"
            )
        }
        guard component.hasValidName else {
            throw ServerFailure(
                .fileNotFound, "\"\(component.name)\" is no name of a component: letters, digits, - and _ are")
        }
        let (sha, version) = try resolve(component)
        for path in component.paths {
            do throws(ServerFailure) {
                let file = try file(path, of: component.project, at: sha)
                return ComponentFile(address: component, file: file, version: version)
            } catch {
                guard error.kind == .fileNotFound else { throw error }
            }
        }
        throw ServerFailure(
            .fileNotFound,
            "project \"\(component.project)\" has neither \(component.paths.joined(separator: " nor ")) at "
                + "\"\(component.version)\"")
    }

    private func resolve(_ component: ComponentAddress) throws(ServerFailure) -> (sha: String, version: String?) {
        let project = component.project
        var hasReleases = false
        if let wanted = CatalogVersion(component.version) {
            let tags = try releases(of: project)
            hasReleases = tags.contains { SemanticVersion($0) != nil }
            if let tag = wanted.best(of: tags) {
                return (try commit(tag, of: project), Self.withoutPrefix(tag))
            }
            if wanted == .latest {
                throw ServerFailure(
                    .versionNotFound(hasReleases: hasReleases),
                    "project \"\(project)\" has no release with a version such as 1.0.0")
            }
        }
        do throws(ServerFailure) {
            let sha = try commit(component.version, of: project)
            let isVersion = SemanticVersion(component.version) != nil
            return (sha, isVersion ? Self.withoutPrefix(component.version) : nil)
        } catch {
            guard error.kind == .referenceNotFound, CatalogVersion(component.version) != nil else { throw error }
            throw ServerFailure(
                .versionNotFound(hasReleases: hasReleases),
                "project \"\(project)\" has no release that fits \"\(component.version)\", nor a branch or tag of that name"
            )
        }
    }

    /// The tags of the releases of a project.
    ///
    /// https://docs.gitlab.com/api/releases/#list-all-releases
    private func releases(of project: String) throws(ServerFailure) -> [String] {
        struct Release: Decodable {
            let tag_name: String
            let upcoming_release: Bool?
        }
        var tags: [String] = []
        for page in 1...20 {
            let resource = try projectResource(
                project, "/releases", query: [("per_page", "100"), ("page", "\(page)")])
            let releases = try decode([Release].self, try get("releases", resource))
            tags += releases.filter { $0.upcoming_release != true }.map(\.tag_name)
            if releases.count < 100 { break }
        }
        return tags
    }

    private static func withoutPrefix(_ tag: String) -> String { tag.hasPrefix("v") ? String(tag.dropFirst()) : tag }
}
