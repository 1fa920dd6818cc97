import Diagnostics
import GitLabAPI
import GitLabCI

/// Gets included files from a GitLab server, and says what GitLab would say where it can be known: an answer that
/// depends on our token or our network rather than on GitLab's makes the result incomplete.
///
/// Sources of the messages: `Gitlab::Ci::Config::External::File` and `Ci::Components::FetchService` of GitLab 18.
struct RemoteIncludes: IncludeFetcher {
    private let server: GitLabServer
    /// Failures that the loader takes for missing files.
    private let problems: ProblemList

    init(_ server: GitLabServer, problems: ProblemList) {
        self.server = server
        self.problems = problems
    }

    func fetch(_ include: ExternalInclude) -> FetchedInclude {
        do throws(ServerFailure) {
            switch include {
            case .remote(let address, let integrity): return try remote(address, integrity)
            case .project(let path, let file, let reference): return try project(path, file, reference)
            case .template(let name):
                return Self.whole(
                    try server.template(name), name: "template \(name)",
                    orElse: "Included file `\(name)` is empty or does not exist!")
            case .component(let address): return try component(address)
            }
        } catch {
            return refusal(of: include, error).map(FetchedInclude.refused) ?? .unavailable(error.message)
        }
    }

    private func remote(_ address: String, _ integrity: String?) throws(ServerFailure) -> FetchedInclude {
        let shown = Self.shown(address)
        return Self.whole(
            try server.remoteFile(address, integrity: integrity), name: shown,
            orElse: "Included file `\(shown)` is empty or does not exist!")
    }

    private func project(_ path: String, _ file: String, _ reference: String?) throws(ServerFailure) -> FetchedInclude {
        let sha = try server.commit(reference, of: path)
        return Self.whole(
            try server.file(file, of: path, at: sha).content, name: "\(path):\(file)",
            files: RemoteProject(server, project: path, sha: sha, problems: problems),
            orElse: "Project `\(path)` file `\(file)` is empty!")
    }

    private func component(_ address: String) throws(ServerFailure) -> FetchedInclude {
        let component = try server.component(address)
        let (project, sha) = (component.file.project, component.file.sha)
        return Self.whole(
            component.file.content, name: "\(project):\(component.file.path)",
            files: RemoteProject(server, project: project, sha: sha, problems: problems),
            // GitLab has no version for a branch or a commit.
            values: [
                "name": component.address.name, "sha": sha, "version": component.version ?? "",
                "reference": component.address.version,
            ],
            orElse: "Component '\(address)' - content not found")
    }

    /// A file that is not blank, or the message of GitLab for one that is.
    private static func whole(
        _ content: [UInt8], name: String, files: (any ProjectFiles)? = nil, values: [String: String] = [:],
        orElse message: String
    ) -> FetchedInclude {
        let isBlank = String(decoding: content, as: UTF8.self).unicodeScalars.allSatisfy(\.properties.isWhitespace)
        if isBlank { return .refused(message) }
        return .file(SourceFile(name: name, bytes: content), files: files, component: values)
    }

    /// What GitLab says where our failure is one that it has too; nil where that is not known.
    private func refusal(of include: ExternalInclude, _ failure: ServerFailure) -> String? {
        switch (include, failure.kind) {
        case (.remote(let address, _), .status(let status)) where (400..<500).contains(status) && status != 429:
            return "Remote file `\(Self.shown(address))` could not be fetched because of HTTP code `\(status)` error!"
        case (.remote, .integrity): return failure.message
        case (.project(let path, _, _), .projectNotFound):
            guard seesAsUser else { return nil }
            return "Project `\(path)` not found or access denied! "
                + "Make sure any includes in the pipeline configuration are correctly defined."
        case (.project(let path, _, let reference), .referenceNotFound):
            return "Project `\(path)` reference `\(reference ?? "HEAD")` does not exist!"
        case (.project(let path, let file, _), .fileNotFound): return "Project `\(path)` file `\(file)` does not exist!"
        case (.template(let name), .templateNotFound): return "Included file `\(name)` is empty or does not exist!"
        case (.component(let address), let kind):
            return componentRefusal(kind, address).map { "Component '\(address)' - \($0)" }
        default: return nil
        }
    }

    private func componentRefusal(_ kind: ServerFailure.Kind, _ address: String) -> String? {
        switch kind {
        case .unsupportedComponent: return "the component path is not supported"
        case .fileNotFound, .referenceNotFound, .versionNotFound(hasReleases: true): return "content not found"
        case .versionNotFound(hasReleases: false):
            // A project without releases has nothing in the catalog.
            let version = address.hasSuffix("@~latest") ? "~latest version" : "partial semantic version"
            return "The \(version) reference is not supported for non-catalog resources. "
                + "Use a tag, branch, or commit SHA instead."
        case .projectNotFound:
            return seesAsUser ? "project does not exist or you don't have sufficient permissions" : nil
        default: return nil
        }
    }

    /// Whether the server shows us what it shows to the user: without a token we see less, and a job's token is worth
    /// less than its user.
    private var seesAsUser: Bool { server.tokenKind == .personal }

    /// An address without what may be a secret in it.
    private static func shown(_ address: String) -> String { WebAddress(address)?.shown ?? address }
}
