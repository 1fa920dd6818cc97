import GitLabAPI
import GitLabCI
import Synchronization

/// The files of a project at a server, at one commit.
final class RemoteProject: ProjectFiles {
    private let server: GitLabServer
    private let project: String
    private let sha: String
    private let problems: ProblemList
    private let listing = Mutex<[String]?>(nil)

    init(_ server: GitLabServer, project: String, sha: String, problems: ProblemList) {
        self.server = server
        self.project = project
        self.sha = sha
        self.problems = problems
    }

    func contents(of path: String) -> [UInt8]? {
        guard let path = ProjectPath.normalized(path) else { return nil }
        do throws(ServerFailure) {
            return try server.file(path, of: project, at: sha).content
        } catch {
            if error.kind != .fileNotFound { problems.add(error.message) }
            return nil
        }
    }

    var paths: [String] {
        listing.withLock { listing in
            if let listing { return listing }
            do throws(ServerFailure) {
                let paths = try server.paths(of: project, at: sha)
                listing = paths
                return paths
            } catch {
                problems.add(error.message)
                return []
            }
        }
    }

    func shownName(of path: String) -> String { "\(project):\(path)" }
}

/// What went wrong where the loader has no way to be told.
final class ProblemList: Sendable {
    private let list = Mutex<[String]>([])
    var all: [String] { list.withLock { $0 } }
    func add(_ problem: String) { list.withLock { $0.append(problem) } }
}
