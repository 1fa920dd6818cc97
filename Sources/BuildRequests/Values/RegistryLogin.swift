package import YAMLTree

/// A registry that the job logs in to.
package enum RegistryLogin: Equatable, Sendable {
    /// The registry of the GitLab instance, with the job's own token.
    case gitlab
    /// The dependency proxy of the group, with the job's own token.
    case dependencyProxy
    /// Any other, with the names of the CI/CD variables that hold user and password.
    case named(host: String, userVariable: String, passwordVariable: String)
}

extension RegistryLogin: RequestValue {
    package static var shape: RequestShape {
        .words("gitlab, dependency-proxy, or a map with host, username and password")
    }

    private struct Fields: RequestGroup {
        var host: String?
        var username: String?
        var password: String?

        static let keys: [RequestKey<Fields>] = [
            RequestKey("host", \.host, "the registry's host"),
            RequestKey("username", \.username, "the name of the variable with the user's name"),
            RequestKey("password", \.password, "the name of the variable with the password or token"),
        ]
    }

    package static func read(_ node: YAMLNode.ID, _ reader: inout RequestReader) -> RegistryLogin? {
        if reader.isScalar(node) {
            switch reader.scalar(node, expected: shape) {
            case "gitlab": return .gitlab
            case "dependency-proxy": return .dependencyProxy
            case nil: return nil
            default: reader.refuse(node, expected: shape, candidates: ["gitlab", "dependency-proxy"])
            }
            return nil
        }
        let before = reader.diagnostics.count
        guard let fields = Fields.read(node, &reader), reader.diagnostics.count == before else { return nil }
        guard let host = fields.host, let user = fields.username, let password = fields.password else {
            reader.report(
                "a registry needs host:, username: and password:, the last two with the names of variables", at: node)
            return nil
        }
        return .named(host: host, userVariable: user, passwordVariable: password)
    }

    package var written: YAMLValue {
        switch self {
        case .gitlab: .scalar("gitlab")
        case .dependencyProxy: .scalar("dependency-proxy")
        case .named(let host, let user, let password):
            .mapping([.init("host", host), .init("username", user), .init("password", password)])
        }
    }
}
