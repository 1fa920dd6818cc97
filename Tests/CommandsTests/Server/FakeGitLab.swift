import ArgumentParser
import Diagnostics
import GitLabAPI
import GitLabCI
import LoopbackServer

@testable import Commands

/// A GitLab server whose answers are given by path, and what a session with it makes of a pipeline.
struct FakeGitLab {
    static let sha = "0123456789abcdef0123456789abcdef01234567"

    let web: LoopbackServer

    /// - Parameter answers: by the path below `/api/v4`, without the query; for paths outside, the path itself.
    init(_ answers: [String: String], else reply: LoopbackServer.Reply = .answer(404, "{}")) throws {
        web = try LoopbackServer { request in
            let path = request.target.prefix { $0 != "?" }
            let key = path.hasPrefix("/api/v4") ? path.dropFirst("/api/v4".count) : path
            return answers[String(key)].map { .answer(200, $0) } ?? reply
        }
    }

    /// The path of the answer for a commit, and the answer.
    static func commit(_ reference: String = "HEAD", of project: String) -> (String, String) {
        ("/projects/\(encoded(project))/repository/commits/\(encoded(reference))", #"{"id":"\#(sha)"}"#)
    }

    static func file(_ path: String, of project: String, _ content: String) -> (String, String) {
        ("/projects/\(encoded(project))/repository/files/\(encoded(path))/raw", content)
    }

    private static func encoded(_ text: String) -> String { text.replacing("/", with: "%2F") }

    /// A session as the command line would make it.
    func session(_ arguments: [String] = ["--resolve-includes"], token: String? = nil) throws -> ServerSession? {
        var environment = ["CI_SERVER_URL": web.address]
        environment["GITLAB_TOKEN"] = token
        return try ServerOptions.parse(arguments).session(environment: environment)
    }

    /// What the loader makes of a pipeline whose includes come from this server, and what the session adds to that.
    func report(on text: String, token: String? = nil) throws -> (report: PipelineReport, failures: [String]) {
        let file = SourceFile(name: "ci.yml", text: text)
        guard let session = try session(token: token) else { throw CommandFailure("no session") }
        let environment = session.environment(files: MemoryProject(), for: file.name)
        let report = PipelineLoader(environment).load(file)
        var all = CheckReport(
            tool: Tool.description, files: [CheckedFile(file, .pipeline, report, describesJobs: false)])
        session.complete(&all)
        return (report, all.failures.map(\.message))
    }
}
