import ArgumentParser
import FoundationEssentials
import GitLabAPI

/// Which GitLab server to ask, and for what. The tokens come from the environment alone, where no other user sees them.
struct ServerOptions: ParsableArguments {
    @Option(
        name: .customLong("gitlab-url"),
        help: ArgumentHelp(
            "The GitLab server. (default: CI_SERVER_URL, else https://gitlab.com)",
            discussion: """
                The token is that of GITLAB_TOKEN (scope read_api; api for --compare-server), else CI_JOB_TOKEN on the \
                server of the job.
                """, valueName: "url"))
    var gitlabURL: String?
    @Option(
        help: ArgumentHelp(
            "The project of the pipeline, as a path or number. (default: CI_PROJECT_PATH)", valueName: "id"))
    var project: String?
    @Flag(help: "Get includes from outside of the project: remote, project, template and component.")
    var resolveIncludes = false
    @Flag(help: "Let the server check the pipeline too, and report where it differs.")
    var compareServer = false
    @Flag(help: "Use no network at all; includes come from the cache of earlier runs, however old.")
    var offline = false
    @Option(
        help: ArgumentHelp(
            "Trust the certificate authorities of this file in PEM format, instead of those of the system.",
            valueName: "file"))
    var caFile: String?

    func validate() throws {
        if compareServer, offline {
            throw ValidationError("--compare-server needs the network, which --offline forbids")
        }
        if let gitlabURL, WebAddress(gitlabURL) == nil {
            throw ValidationError("--gitlab-url \"\(gitlabURL)\" is no http or https address")
        }
        if project?.isEmpty ?? false { throw ValidationError("--project needs the path or number of a project") }
    }

    /// What to ask the server with; nil when it is not to be asked.
    func session(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(CommandFailure) -> ServerSession? {
        guard resolveIncludes || compareServer else { return nil }
        func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
        let text = gitlabURL ?? value("CI_SERVER_URL") ?? "https://gitlab.com"
        guard let address = WebAddress(text) else {
            throw CommandFailure("CI_SERVER_URL \"\(text)\" is no http or https address", status: .usage)
        }
        let project = project ?? value("CI_PROJECT_PATH")
        if compareServer, project == nil {
            throw CommandFailure(
                "--compare-server needs the project of the pipeline; name it with --project", status: .usage)
        }
        do throws(ServerFailure) {
            let server = GitLabServer(
                address: address, token: try AccessToken.find(in: environment, for: address),
                client: HTTPClient(authorities: CertificateAuthorities(file: caFile, environment: environment)),
                cache: DiskCache.standardDirectory(environment: environment).map { DiskCache(directory: $0) },
                isOffline: offline)
            return ServerSession(
                server: server, project: project, resolvesIncludes: resolveIncludes, comparesVerdicts: compareServer)
        } catch {
            throw CommandFailure(error.message)
        }
    }
}
