import BuildKit

/// Which entry BuildKit's client uses for each registry that a build names, with files and environment as they are.
struct CredentialsCheck: Equatable, Sendable {
    /// A line for each registry, then what could not be told.
    let lines: [String]
    /// `notAuthorised` where the registry of an image on the command line has no entry: nothing can be pushed there. A
    /// registry that only the Dockerfile names may well answer without. `configuration` where a name cannot be told.
    let problem: RunnerExitCode?

    /// - Parameters:
    ///   - images: those of the command line.
    ///   - dockerfile: what the Dockerfile names, and how the file is called.
    ///   - environment: that of the client.
    ///   - file: its `config.json`.
    init(
        images: [ImageReference], dockerfile: (name: String, images: DockerfileImages)?, environment: [String: String],
        file: CredentialsFile
    ) {
        let authConfig = environment[RunnerVariable.dockerAuthConfig.rawValue]
        let afterLogin = CredentialsPlan(file: file, environment: environment, mending: .file)
        var places: [(host: RegistryHost, by: [String])] = []
        func note(_ image: ImageReference, _ place: String) {
            let host = RegistryHost(image.registry)
            if let index = places.firstIndex(where: { $0.host == host }) {
                places[index].by.append(place)
            } else {
                places.append((host, [place]))
            }
        }
        for image in images { note(image, "\(image)") }
        for named in dockerfile?.images.images ?? [] { note(named.image, "\(dockerfile?.name ?? ""):\(named.line)") }

        var lines: [String] = []
        if let authConfig, !authConfig.isEmpty, let defect = AuthConfigVariable(authConfig).defect {
            lines.append("DOCKER_AUTH_CONFIG is dropped by BuildKit's client: \(defect)")
        }
        var isUnauthorised = false
        let targets = Set(images.map { RegistryHost($0.registry) })
        for (host, by) in places {
            let found = CredentialsLookup(host: host, file: file, authConfig: authConfig)
            var line = "\(found.text(for: host)); named by \(by.joined(separator: ", "))"
            let later = CredentialsLookup(host: host, file: afterLogin.file, authConfig: afterLogin.authConfig)
            if found != later, case .anonymous = found {
                let origin = afterLogin.origins[host].map { "\($0)" } ?? "config.json"
                line += "; buildkit-run login would make an entry from \(origin)"
            }
            if case .anonymous = found, targets.contains(host) { isUnauthorised = true }
            lines.append(line)
        }
        let untold = (dockerfile?.images.problems ?? []).map { "\(dockerfile?.name ?? ""):\($0.line): \($0.message)" }
        self.lines = lines + untold
        problem = isUnauthorised ? .notAuthorised : untold.isEmpty ? nil : .configuration
    }
}
