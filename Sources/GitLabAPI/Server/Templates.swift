extension GitLabServer {
    /// A template that comes with GitLab, by the name that `include:template` uses, such as `Docker.gitlab-ci.yml`.
    ///
    /// The API does not take the names of templates in folders (`Jobs/Build.gitlab-ci.yml`). gitlab.com has their source
    /// in one of its projects, where they are read; other servers cannot be asked for them.
    ///
    /// https://docs.gitlab.com/api/templates/gitlab_ci_ymls/
    package func template(_ name: String) throws(ServerFailure) -> [UInt8] {
        let suffix = ".gitlab-ci.yml"
        guard name.hasSuffix(suffix) else {
            throw ServerFailure(.templateNotFound, "a template's name ends in \(suffix), which \"\(name)\" does not")
        }
        let key = name.dropLast(suffix.count)
        let isInFolder = !key.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
        if isInFolder { return try templateInFolder(name) }
        struct Template: Decodable { let content: String }
        let resource = resource("/templates/gitlab_ci_ymls/" + PercentEncoding.encode(String(key)))
        do throws(ServerFailure) {
            return Array(try decode(Template.self, try get("template", resource)).content.utf8)
        } catch {
            guard error.kind == .notFound else { throw error }
            throw ServerFailure(.templateNotFound, "\(address.shown) has no template \"\(name)\"")
        }
    }

    private func templateInFolder(_ name: String) throws(ServerFailure) -> [UInt8] {
        guard address.host == "gitlab.com" else {
            throw ServerFailure(
                .unauthorized, "GitLab's API does not give out templates in folders, such as \"\(name)\"")
        }
        let project = "gitlab-org/gitlab"
        let sha = try commit(nil, of: project)
        do throws(ServerFailure) {
            return try file("lib/gitlab/ci/templates/" + name, of: project, at: sha).content
        } catch {
            guard error.kind == .fileNotFound else { throw error }
            throw ServerFailure(.templateNotFound, "\(address.shown) has no template \"\(name)\"")
        }
    }
}
