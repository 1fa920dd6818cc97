import BuildKit
import BuildRequests
import Diagnostics

/// The images that a call of `image` asks for, and the registries that it names.
struct ImageRequests {
    let images: [ImageRequest]
    /// Registries with variables for user and password.
    let logins: [CredentialsPlan.Login]

    /// - Parameter context: what tags that are rules are made of; asked for only where it is needed.
    /// - Throws: `PlanError` for options or a file that cannot be carried out.
    init(
        _ line: ImageCommandLine, environment: [String: String], machine: Machine,
        context: () throws(PlanError) -> MetadataContext
    ) throws(PlanError) {
        guard let path = line.options.from else {
            images = [try Self.request(line)]
            logins = []
            return
        }
        let request = try Self.read(path, from: machine)
        try Self.checkForOneJob(request, path)
        let context = try context()
        var images: [ImageRequest] = []
        for settings in request.completeImages {
            let image = RequestedImage(
                settings: settings, variables: JobVariables(environment: environment), context: context)
            images.append(try image.request(adding: line.dockerWords, line.options))
        }
        if images.count > 1 { try Self.checkForOneFile(images[0], path) }
        self.images = images
        logins = try Self.logins(request.registries.logins ?? [], environment)
    }

    private static func request(_ line: ImageCommandLine) throws(PlanError) -> ImageRequest {
        do {
            return ImageRequest(
                docker: try BuildxArguments(line.dockerWords), cache: line.options.cache.request,
                digestFile: line.options.digestFile, takesMetadata: !line.options.noMeta)
        } catch {
            throw PlanError(code: .usage, message: error.description)
        }
    }

    private static func read(_ path: String, from machine: Machine) throws(PlanError) -> BuildRequest {
        guard !machine.isDirectory(path), let text = machine.contents(path) else {
            throw PlanError(
                code: .configuration, message: "--from \"\(path)\" cannot be read; name a \(RequestFile.name)")
        }
        guard ![".hcl", ".json"].contains(where: path.hasSuffix) else {
            throw PlanError(
                code: .configuration,
                message:
                    "--from \"\(path)\" looks like a bake file, and those are not read; write its targets as images of a "
                    + RequestFile.name)
        }
        let file = RequestFile(SourceFile(name: path, text: text))
        let problems = file.diagnostics.filter { $0.severity == .error }
        guard problems.isEmpty else {
            let lines = problems.map { problem in
                let place = problem.primary.startPosition
                return "\(path):\(place.line):\(place.column): \(problem.message)"
            }
            throw PlanError(code: .configuration, message: lines.joined(separator: "\nbuildkit-run: "))
        }
        return file.request
    }

    /// What concerns the daemon or the network of the job was decided before this program began.
    private static func checkForOneJob(_ request: BuildRequest, _ path: String) throws(PlanError) {
        let registries = request.registries
        for (key, isGiven, instead) in [
            (
                "mirrors", registries.mirrors?.isEmpty == false,
                "write them in a buildkitd.toml that BUILDKITD_FLAGS names"
            ),
            (
                "http-registries", registries.plainHTTP?.isEmpty == false,
                "write them in a buildkitd.toml that BUILDKITD_FLAGS names"
            ),
            (
                "ca", registries.certificateAuthority != nil,
                "write it in a buildkitd.toml that BUILDKITD_FLAGS names, and set SSL_CERT_FILE for the client"
            ), ("http-proxy", registries.httpProxy != nil, "set HTTP_PROXY in the job"),
            ("https-proxy", registries.httpsProxy != nil, "set HTTPS_PROXY in the job"),
            ("no-proxy", registries.noProxy != nil, "set NO_PROXY in the job"),
        ] where isGiven {
            throw PlanError(
                code: .configuration,
                message: "\(path): \(key) concerns the whole job; \(instead), or let buildkit-ci generate do that")
        }
    }

    private static func checkForOneFile(_ image: ImageRequest, _ path: String) throws(PlanError) {
        for (option, file) in [
            ("--digest-file", image.digestFile), ("--iidfile", image.docker.last(.iidFile)),
            ("--metadata-file", image.docker.last(.metadataFile)),
        ] {
            guard let file else { continue }
            throw PlanError(
                code: .usage,
                message:
                    "\(option) \"\(file)\" is one file, and \"\(path)\" asks for several images; leave it out, and take "
                    + "the digests from --report-dotenv")
        }
    }

    private static func logins(
        _ registries: [RegistryLogin], _ environment: [String: String]
    ) throws(PlanError) -> [CredentialsPlan.Login] {
        var logins: [CredentialsPlan.Login] = []
        for case .named(let host, let userVariable, let passwordVariable) in registries {
            guard let user = environment[userVariable], let password = environment[passwordVariable],
                !user.isEmpty, !password.isEmpty
            else {
                throw PlanError(
                    code: .notAuthorised,
                    message:
                        "the registry \(host) is to be logged in to with \(userVariable) and \(passwordVariable), and not "
                        + "both are set; are they protected variables, and the branch is not?")
            }
            do {
                logins.append(
                    .init(host: RegistryHost(host), credential: try .init(username: user, password: password)))
            } catch {
                throw PlanError(
                    code: .notAuthorised, message: "the registry \(host): \(passwordVariable): \(error.description)")
            }
        }
        return logins
    }
}
