/// The credentials of a job: what `config.json` shall hold, and what becomes of `DOCKER_AUTH_CONFIG`.
package struct CredentialsPlan: Equatable, Sendable {
    /// A registry that is named on the command line or by a set of variables.
    package struct Login: Equatable, Sendable {
        package let host: RegistryHost
        package let credential: RegistryCredential
        package let origin: Origin

        package init(host: RegistryHost, credential: RegistryCredential, origin: Origin = .explicit) {
            self.host = host
            self.credential = credential
            self.origin = origin
        }
    }

    package enum Origin: Equatable, Sendable, CustomStringConvertible {
        case explicit
        /// The variable that names the registry: `BUILDKIT_RUN_REGISTRY_<NAME>_HOST`.
        case variable(String)
        case file
        case authConfig
        case registry
        case dependencyProxy

        package var description: String {
            switch self {
            case .explicit: "the command line"
            case .variable(let name): name
            case .file: "config.json"
            case .authConfig: "DOCKER_AUTH_CONFIG"
            case .registry: "CI_REGISTRY"
            case .dependencyProxy: "CI_DEPENDENCY_PROXY_SERVER"
            }
        }
    }

    /// Where a `DOCKER_AUTH_CONFIG` is mended that the client would not use as it is.
    package enum Mending: Sendable {
        /// In the environment of a client that is started with the plan.
        case environment
        /// In the file, for clients that others start: their environment stays as it is.
        case file
    }

    /// An entry in words: which registry, which user, from where.
    package struct Entry: Equatable, Sendable, CustomStringConvertible {
        package let host: RegistryHost
        /// Nothing where the entry holds a token, or a helper is asked.
        package let username: String?
        package let origin: Origin

        package var description: String {
            "\(host): \(username.map { "user \"\($0)\"" } ?? "a token or a helper") from \(origin)"
        }
    }

    package private(set) var file: CredentialsFile
    /// The value that the client shall see in `DOCKER_AUTH_CONFIG`; nothing where the variable shall not be set.
    package private(set) var authConfig: String?
    /// Where the entry of each registry comes from.
    package private(set) var origins: [RegistryHost: Origin] = [:]
    /// What was mended or could not be used, for people; without secrets.
    package private(set) var notes: [String] = []
    private let mending: Mending

    /// What is known of each registry, sorted by its name.
    package var entries: [Entry] {
        origins.sorted { $0.key.name < $1.key.name }.map { host, origin in
            let username: String? =
                switch CredentialsLookup(host: host, file: file, authConfig: authConfig) {
                case .variable(_, let username): username
                case .file(_, let username): username
                case .helper, .anonymous: nil
                }
            return Entry(host: host, username: username, origin: origin)
        }
    }

    /// Of several entries for one registry the first in this order counts: the command line, the registry's own variables
    /// (`RegistryVariables`), `DOCKER_AUTH_CONFIG` (the client reads it first anyway), the file, GitLab's variables. An
    /// entry of `gitlab-ci-token` in the file is as old as the job that wrote it, so GitLab's variables replace it.
    ///
    /// - Parameters:
    ///   - file: what is there already.
    ///   - environment: the variables of the job.
    ///   - logins: in the order of the command line; the last for a registry counts.
    package init(
        file existing: CredentialsFile, environment: [String: String], logins: [Login] = [],
        mending: Mending = .environment
    ) {
        file = existing
        self.mending = mending
        for key in file.mendDockerHubKeys() {
            notes.append(
                "config.json has \"\(key)\", which is never looked for; the key of Docker Hub is \(RegistryHost.dockerHubKey)"
            )
        }
        for key in file.keys { origins[RegistryHost(key)] = .file }
        addVariables(environment)
        let hosts = readAuthConfig(environment[RunnerVariable.dockerAuthConfig.rawValue] ?? "")
        for host in hosts { origins[host] = .authConfig }
        let registries = RegistryVariables(environment: environment)
        notes += registries.notes
        for login in registries.logins + logins { add(login) }
    }

    private mutating func addVariables(_ environment: [String: String]) {
        for (origin, server, user, password) in [
            (Origin.registry, "CI_REGISTRY", "CI_REGISTRY_USER", "CI_REGISTRY_PASSWORD"),
            (
                Origin.dependencyProxy, "CI_DEPENDENCY_PROXY_SERVER", "CI_DEPENDENCY_PROXY_USER",
                "CI_DEPENDENCY_PROXY_PASSWORD"
            ),
        ] {
            guard let text = environment[server], !text.isEmpty else { continue }
            guard let user = environment[user], let secret = environment[password], !user.isEmpty, !secret.isEmpty
            else {
                notes.append("\(server) is \"\(text)\", but \(user) or \(password) is not set; no entry is made")
                continue
            }
            let credential: RegistryCredential
            do { credential = try RegistryCredential(username: user, password: secret) } catch {
                notes.append("\(server) cannot be used: \(error.description)")
                continue
            }
            // The variable names the port also where it is the default one, and images are often named without it.
            let names = text.hasSuffix(":443") ? [text, String(text.dropLast(4))] : [text]
            for host in names.map({ RegistryHost($0) }) { add(credential, for: host, from: origin) }
        }
    }

    private mutating func add(_ credential: RegistryCredential, for host: RegistryHost, from origin: Origin) {
        if let helper = file.helper(for: host) {
            notes.append(
                "\(host) has the credential helper \"\(helper)\" in config.json, which is asked instead of \(origin)"
            )
            origins[host] = .file
            return
        }
        if let key = file.key(for: host), file.isUsable(key), origins[host] == .file,
            file.credential(at: key)?.username != "gitlab-ci-token"
        {
            return
        }
        guard origins[host] == nil || origins[host] == .file else { return }
        file.set(credential, for: host)
        origins[host] = origin
    }

    private mutating func add(_ login: Login) {
        if let helper = file.helper(for: login.host) {
            notes.append("\(login.host) had the credential helper \"\(helper)\", which is switched off for this login")
        }
        file.set(login.credential, for: login.host, overridingHelper: true)
        guard let value = authConfig,
            case .variable = CredentialsLookup(host: login.host, file: file, authConfig: value)
        else {
            origins[login.host] = login.origin
            return
        }
        // The client would read the variable first, so its entry has to become the one of the login.
        switch mending {
        case .environment:
            var auths = (try? JSONValue(parsing: value))?["auths"]?.object ?? [:]
            auths[login.host.key] = .object(["auth": .string(login.credential.auth)])
            authConfig = JSONValue.object(["auths": .object(auths)]).compactText
            origins[login.host] = login.origin
        case .file:
            notes.append(
                "DOCKER_AUTH_CONFIG has an entry for \(login.host), which BuildKit's client reads before that of "
                    + "\(login.origin); unset DOCKER_AUTH_CONFIG for the build")
        }
    }

    /// - Returns: the registries that the variable has entries for.
    private mutating func readAuthConfig(_ text: String) -> [RegistryHost] {
        guard !text.allSatisfy(\.isWhitespace) else { return [] }
        let variable = AuthConfigVariable(text)
        if let defect = variable.defect {
            let remedy =
                switch (variable.file, mending) {
                case (nil, _): "it is not used"
                case (_?, .environment):
                    variable.mended == nil ? "config.json gets what it holds" : "the client gets a mended value"
                case (_?, .file): "config.json gets its entries"
                }
            notes.append("DOCKER_AUTH_CONFIG would be dropped by BuildKit's client: \(defect); \(remedy)")
        }
        switch mending {
        case .environment: authConfig = variable.needsMending ? variable.mended : text
        case .file: authConfig = variable.defect == nil ? text : nil
        }
        guard var content = variable.file else { return [] }
        let keys = content.keys.filter { content.credential(at: $0) != nil }
        if variable.needsMending {
            _ = content.mendDockerHubKeys()
            if mending == .file {
                for key in content.keys {
                    guard let credential = content.credential(at: key) else { continue }
                    file.set(credential, for: RegistryHost(key), overridingHelper: true)
                }
            }
            // Helpers and tokens have no place in the variable; in the file they work.
            file.merge(content)
        }
        return keys.map { RegistryHost($0) }
    }
}
