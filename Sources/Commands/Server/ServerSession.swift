import Diagnostics
import GitLabAPI
import GitLabCI

/// What one run asks a GitLab server, for all its files.
struct ServerSession: Sendable {
    let server: GitLabServer
    /// The project of the pipelines, if it is known.
    let project: String?
    let resolvesIncludes: Bool
    let comparesVerdicts: Bool

    /// The environment of the loader with what is known of the server in it, and with its files.
    func extending(_ environment: LoadingEnvironment) -> LoadingEnvironment {
        guard resolvesIncludes else { return environment }
        var extended = environment
        extended.fetcher = RemoteIncludes(server)
        extended.isServerKnown = true
        extended.variables["CI_SERVER_FQDN"] = server.address.hostAndPort
        extended.variables["CI_SERVER_HOST"] = server.address.host
        // A number is no path.
        if let project, project.contains("/") { extended.variables["CI_PROJECT_PATH"] = project }
        return extended
    }

    /// What loading could not find out, though the loader went on: the files that a project at the server includes
    /// from itself. There is no verdict then.
    static func failure(after environment: LoadingEnvironment, of name: String) -> CommandFailure? {
        guard let problem = (environment.fetcher as? RemoteIncludes)?.problems.first else { return nil }
        return CommandFailure("cannot check \"\(name)\": \(problem)")
    }

    /// Where the server's verdict differs from ours; none when it is not to be asked.
    func differences(from report: PipelineReport, of file: SourceFile) throws(CommandFailure) -> [Diagnostic] {
        guard comparesVerdicts, let project else { return [] }
        do throws(ServerFailure) {
            let verdict = try server.lint(file.text, in: project)
            return ServerComparison(report, verdict, file).differences
        } catch {
            throw CommandFailure("cannot compare \"\(file.name)\" with the server's verdict: \(error.message)")
        }
    }
}
