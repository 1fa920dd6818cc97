import BuildKit
import BuildRequests

/// The registries that the build talks to, and the way there.
struct RegistryPlan: Equatable, Sendable {
    /// A login: the key of `config.json`, and where user and password come from.
    struct Login: Equatable, Sendable {
        let key: VariableText
        let user: String
        let password: String
    }

    let logins: [Login]
    /// For each registry the hosts to ask first.
    let mirrors: [(registry: String, hosts: [String])]
    let plainHTTP: [String]
    let certificateAuthority: VariableText?
    let proxies: [(name: String, value: VariableText)]

    static func == (left: RegistryPlan, right: RegistryPlan) -> Bool {
        left.logins == right.logins && left.plainHTTP == right.plainHTTP
            && left.certificateAuthority == right.certificateAuthority
            && left.mirrors.map(\.registry) == right.mirrors.map(\.registry)
            && left.mirrors.map(\.hosts) == right.mirrors.map(\.hosts)
            && left.proxies.map(\.name) == right.proxies.map(\.name)
            && left.proxies.map(\.value) == right.proxies.map(\.value)
    }

    /// Whether `buildkitd` needs a configuration file.
    var configuresDaemon: Bool { !mirrors.isEmpty || !plainHTTP.isEmpty }

    /// - Parameter references: the images and caches that the jobs push and pull.
    init(
        _ settings: RegistrySettings, references: [VariableText], ownsDaemon: Bool, _ problems: inout ProblemList
    ) {
        let usesGitLab = references.contains(where: PredefinedVariable.beginsWithRegistry)
        var logins: [Login] = []
        for (index, login) in (settings.logins ?? (usesGitLab ? [.gitlab] : [])).enumerated() {
            let made = Self.login(login, "registries[\(index)]", &problems)
            if logins.contains(where: { $0.key == made.key }) {
                problems.report("registries[\(index)]", "there is another login to the same registry; leave one out")
            }
            logins.append(made)
        }
        self.logins = logins

        mirrors = (settings.mirrors?.entries ?? []).map { ($0.name, $0.value) }
        plainHTTP = settings.plainHTTP ?? []
        for (registry, hosts) in mirrors {
            problems.checkHost(registry, "mirrors.\(registry)")
            if hosts.isEmpty { problems.report("mirrors.\(registry)", "there is no mirror; write at least one host") }
            for (index, host) in hosts.enumerated() {
                // A mirror may have a path, as those of Harbor and of the dependency proxy have.
                problems.checkHost(host, allowsPath: true, "mirrors.\(registry)[\(index)]")
            }
        }
        for (index, host) in plainHTTP.enumerated() { problems.checkHost(host, "http-registries[\(index)]") }
        if !ownsDaemon {
            let why = "the daemon runs elsewhere; write it into the buildkitd.toml there, and leave it out here"
            if !mirrors.isEmpty { problems.report("mirrors", why) }
            if !plainHTTP.isEmpty { problems.report("http-registries", why) }
        }

        certificateAuthority = settings.certificateAuthority.map(VariableText.init)
        if let text = settings.certificateAuthority {
            problems.checkPath(text, "ca")
            if certificateAuthority?.variables.count != 1 || certificateAuthority?.segments.count != 1 {
                problems.report("ca", "\"\(text)\" is not a CI/CD variable; write $NAME")
            }
        }
        proxies = [
            ("HTTP_PROXY", "http-proxy", settings.httpProxy), ("HTTPS_PROXY", "https-proxy", settings.httpsProxy),
            ("NO_PROXY", "no-proxy", settings.noProxy),
        ].compactMap { name, key, value in
            guard let value else { return nil }
            problems.checkNotEmpty(value, key)
            problems.checkPath(value, key)
            return (name, VariableText(value))
        }
    }

    private static func login(_ login: RegistryLogin, _ path: String, _ problems: inout ProblemList) -> Login {
        switch login {
        case .gitlab:
            return Login(key: VariableText("$CI_REGISTRY"), user: "CI_REGISTRY_USER", password: "CI_REGISTRY_PASSWORD")
        case .dependencyProxy:
            return Login(
                key: VariableText("$CI_DEPENDENCY_PROXY_SERVER"), user: "CI_DEPENDENCY_PROXY_USER",
                password: "CI_DEPENDENCY_PROXY_PASSWORD")
        case .named(let host, let user, let password):
            problems.checkHost(host, path)
            problems.checkVariableName(user, path)
            problems.checkVariableName(password, path)
            let key = VariableText(host).variables.isEmpty ? RegistryHost(host).key : host
            return Login(key: VariableText(key), user: user, password: password)
        }
    }
}
