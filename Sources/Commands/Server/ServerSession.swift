import Diagnostics
import GitLabAPI
import GitLabCI
import Synchronization

/// What one run asks a GitLab server, for all its files.
final class ServerSession: Sendable {
    let server: GitLabServer
    /// The project of the pipelines, if it is known.
    let project: String?
    private let resolvesIncludes: Bool
    private let comparesVerdicts: Bool
    /// By the name of the file that was checked.
    private let problems = Mutex<[String: ProblemList]>([:])

    init(server: GitLabServer, project: String?, resolvesIncludes: Bool, comparesVerdicts: Bool) {
        self.server = server
        self.project = project
        self.resolvesIncludes = resolvesIncludes
        self.comparesVerdicts = comparesVerdicts
    }

    /// The world of the loader with the server in it.
    ///
    /// - Parameters:
    ///   - files: those of the project that the file lies in.
    ///   - name: that of the file, as the report has it.
    func environment(files: any ProjectFiles, for name: String) -> LoadingEnvironment {
        guard resolvesIncludes else { return LoadingEnvironment(files: files) }
        let list = problems.withLock { problems in
            let list = problems[name] ?? ProblemList()
            problems[name] = list
            return list
        }
        var variables = ["CI_SERVER_FQDN": server.address.hostAndPort, "CI_SERVER_HOST": server.address.host]
        // A number is no path.
        if let project, project.contains("/") { variables["CI_PROJECT_PATH"] = project }
        return LoadingEnvironment(
            files: files, fetcher: RemoteIncludes(server, problems: list), variables: variables, isServerKnown: true)
    }

    /// Adds to a report what only the server knows: where its verdicts differ, and for which files there can be no
    /// verdict because something could not be read.
    func complete(_ report: inout CheckReport) {
        var files: [CheckedFile] = []
        for file in report.files {
            let name = file.file.name
            if let problem = problems.withLock({ $0[name]?.all.first }) {
                // The loader took a file that could not be had for one that is not there.
                report.failures.append(.init(name: name, message: "cannot check \"\(name)\": \(problem)"))
                continue
            }
            files.append(file)
            // GitLab checks pipelines; a component is none by itself.
            guard comparesVerdicts, file.kind == .pipeline, let project else { continue }
            do throws(ServerFailure) {
                let verdict = try server.lint(file.file.text, in: project)
                files[files.count - 1].findings += ServerComparison(file, verdict).differences
                files[files.count - 1].findings.sort(by: Diagnostic.precedes)
            } catch {
                let message = "cannot compare \"\(name)\" with the server's verdict: \(error.message)"
                report.failures.append(.init(name: name, message: message))
            }
        }
        report.files = files
    }
}
