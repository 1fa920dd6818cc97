/// The credentials of a job: what `config.json` shall hold, and what becomes of `DOCKER_AUTH_CONFIG`.
package struct CredentialsPlan: Equatable, Sendable {
    /// A registry that is named on the command line or by a pair of variables.
    package struct Login: Equatable, Sendable {
        package let host: RegistryHost
        package let credential: RegistryCredential

        package init(host: RegistryHost, credential: RegistryCredential) {
            self.host = host
            self.credential = credential
        }
    }

    package enum Origin: String, Sendable {
        case explicit = "the command line"
        case file = "config.json"
        case authConfig = "DOCKER_AUTH_CONFIG"
        case registry = "CI_REGISTRY"
        case dependencyProxy = "CI_DEPENDENCY_PROXY_SERVER"
    }

    package private(set) var file: CredentialsFile
    /// The value that the client shall see in `DOCKER_AUTH_CONFIG`; nothing where the variable shall not be set.
    package private(set) var authConfig: String?
    /// Where the entry of each registry comes from.
    package private(set) var origins: [RegistryHost: Origin] = [:]
    /// What was mended or could not be used, for people; without secrets.
    package private(set) var notes: [String] = []

    /// Of several entries for one registry the first in this order counts: an explicit login, `DOCKER_AUTH_CONFIG` (the
    /// client reads it first anyway), the file, GitLab's variables. An entry of `gitlab-ci-token` in the file is as old
    /// as the job that wrote it, so GitLab's variables replace it.
    ///
    /// - Parameters:
    ///   - file: what is there already.
    ///   - environment: the variables of the job.
    ///   - logins: in the order of the command line; the last for a registry counts.
    package init(file existing: CredentialsFile, environment: [String: String], logins: [Login] = []) {
        file = existing
        for key in file.mendDockerHubKeys() {
            notes.append(
                "config.json has \"\(key)\", which is never looked for; the key of Docker Hub is \(RegistryHost.dockerHubKey)"
            )
        }
        for key in file.keys { origins[RegistryHost(key)] = .file }
        addVariables(environment)
        let hosts = readAuthConfig(environment["DOCKER_AUTH_CONFIG"] ?? "")
        for host in hosts { origins[host] = .authConfig }
        for login in logins { add(login, shadowedBy: hosts) }
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
                "\(host) has the credential helper \"\(helper)\" in config.json, which is asked instead of \(origin.rawValue)"
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

    private mutating func add(_ login: Login, shadowedBy hosts: [RegistryHost]) {
        if let helper = file.helper(for: login.host) {
            notes.append("\(login.host) had the credential helper \"\(helper)\", which is switched off for this login")
        }
        file.set(login.credential, for: login.host, overridingHelper: true)
        origins[login.host] = .explicit
        guard hosts.contains(login.host), let value = authConfig else { return }
        // The client would read the variable first, so its entry has to become the one of the login.
        var auths = (try? JSONValue(parsing: value))?["auths"]?.object ?? [:]
        auths[login.host.key] = .object(["auth": .string(login.credential.auth)])
        authConfig = JSONValue.object(["auths": .object(auths)]).compactText
    }

    /// - Returns: the registries that the variable has entries for.
    private mutating func readAuthConfig(_ text: String) -> [RegistryHost] {
        guard !text.allSatisfy(\.isWhitespace) else { return [] }
        let variable = AuthConfigVariable(text)
        if let defect = variable.defect {
            let remedy = variable.mended == nil ? "it is not used" : "the client gets a mended value"
            notes.append("DOCKER_AUTH_CONFIG would be dropped by BuildKit's client: \(defect); \(remedy)")
        }
        authConfig = variable.needsMending ? variable.mended : text
        guard var content = variable.file else { return [] }
        // Helpers and tokens have no place in the variable; in the file they work.
        let hosts = content.keys.filter { content.credential(at: $0) != nil }.map { RegistryHost($0) }
        if variable.needsMending {
            _ = content.mendDockerHubKeys()
            file.merge(content)
        }
        return hosts
    }
}
