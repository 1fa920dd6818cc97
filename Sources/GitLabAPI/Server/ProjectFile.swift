/// A file of a project at a commit.
package struct ProjectFile: Sendable {
    package let project: String
    package let path: String
    /// The commit.
    package let sha: String
    package let content: [UInt8]
}

extension GitLabServer {
    /// The commit that a branch, a tag or a short hash stands for; without one, that of the default branch. A tag goes
    /// before a branch of the same name, as in git.
    ///
    /// https://docs.gitlab.com/api/commits/#retrieve-a-commit
    package func commit(_ reference: String?, of project: String) throws(ServerFailure) -> String {
        let reference = reference ?? "HEAD"
        // A full hash names its commit already.
        if GitHash.isFull(reference) { return reference.lowercased() }
        struct Commit: Decodable { let id: String }
        let resource = try projectResource(project, "/repository/commits/" + PercentEncoding.encode(reference))
        let commit = try decode(Commit.self, try get("commit", resource))
        guard GitHash.isFull(commit.id) else {
            throw ServerFailure(.answer, "\(address.shown) answers with a commit that has no hash")
        }
        return commit.id
    }

    /// A file at a commit.
    ///
    /// https://docs.gitlab.com/api/repository_files/#retrieve-a-raw-file-from-a-repository
    ///
    /// - Parameter sha: a full hash.
    package func file(_ path: String, of project: String, at sha: String) throws(ServerFailure) -> ProjectFile {
        let name = PercentEncoding.encode(path)
        let resource = try projectResource(project, "/repository/files/\(name)/raw", query: [("ref", sha)])
        let content = try get("file", resource, isPermanent: true, sizeLimit: Self.fileLimit)
        return ProjectFile(project: project, path: path, sha: sha, content: content)
    }

    /// The paths of all files at a commit, sorted by their bytes.
    ///
    /// https://docs.gitlab.com/api/repositories/#list-all-repository-trees-in-a-project
    package func paths(of project: String, at sha: String) throws(ServerFailure) -> [String] {
        struct Item: Decodable {
            let path: String
            let type: String
        }
        var paths: [String] = []
        // More files than this no include pattern is meant for.
        for page in 1...200 {
            let query = [("ref", sha), ("recursive", "true"), ("per_page", "100"), ("page", "\(page)")]
            let resource = try projectResource(project, "/repository/tree", query: query)
            let items = try decode([Item].self, try get("tree", resource, isPermanent: true))
            paths += items.filter { $0.type == "blob" }.map(\.path)
            if items.count < 100 { return paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
        }
        throw ServerFailure(
            .answer, "project \"\(project)\" has more than 20000 files, too many for a pattern in include")
    }

    /// - Parameter project: the path or the number of a project.
    func projectResource(
        _ project: String, _ path: String, query: [(String, String)] = []
    ) throws(ServerFailure) -> WebAddress {
        let parts = project.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else {
            throw ServerFailure(.request, "\"\(project)\" is no path of a project, such as group/project")
        }
        return resource("/projects/" + PercentEncoding.encode(project) + path, query: query)
    }
}

/// Hashes of git's objects.
enum GitHash {
    /// Whether a text is a whole hash, SHA-1 or SHA-256.
    static func isFull(_ text: String) -> Bool {
        (text.utf8.count == 40 || text.utf8.count == 64)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
                default: false
                }
            }
    }
}
