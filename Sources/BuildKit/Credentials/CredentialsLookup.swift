/// Which entry BuildKit's client will use for a registry, with a file and an environment as they are.
package enum CredentialsLookup: Equatable, Sendable {
    /// `DOCKER_AUTH_CONFIG` has an entry under exactly the key that is asked for.
    case variable(key: String, username: String)
    /// A helper is asked; what it knows cannot be told from here.
    case helper(name: String)
    /// An entry of `config.json`; without a user name where it holds a token.
    case file(key: String, username: String?)
    /// None: the registry is asked anonymously.
    case anonymous(expectedKey: String)

    package init(host: RegistryHost, file: CredentialsFile, authConfig: String?) {
        if let authConfig, !authConfig.isEmpty {
            let variable = AuthConfigVariable(authConfig)
            if variable.defect == nil, let credential = variable.file?.credential(at: host.key) {
                self = .variable(key: host.key, username: credential.username)
                return
            }
        }
        if let helper = file.helper(for: host) {
            self = .helper(name: helper)
        } else if let key = file.key(for: host), file.isUsable(key) {
            self = .file(key: key, username: file.credential(at: key)?.username)
        } else {
            self = .anonymous(expectedKey: host.key)
        }
    }

    /// One line for people.
    package func text(for host: RegistryHost) -> String {
        switch self {
        case .variable(let key, let username): "\(host): user \"\(username)\" from DOCKER_AUTH_CONFIG (\(key))"
        case .helper(let name): "\(host): the helper docker-credential-\(name) is asked"
        case .file(let key, let username?): "\(host): user \"\(username)\" from config.json (\(key))"
        case .file(let key, nil): "\(host): a token from config.json (\(key))"
        case .anonymous(let key): "\(host): no entry, so it is asked anonymously; an entry would have the key \(key)"
        }
    }
}
