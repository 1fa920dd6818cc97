import BuildKit

extension HostCheck {
    static let authConfig = HostCheck(id: "docker-auth-config", title: "DOCKER_AUTH_CONFIG") { facts in
        guard let config = facts.authConfig else { return nil }
        if let defect = config.defect {
            return .warning("BuildKit's client drops the whole variable: \(defect)", mayLeadTo: "auth-config-dropped")
        }
        if config.needsMending {
            return .warning(
                "an entry has a key that BuildKit's client never looks for, such as docker.io in place of "
                    + "https://index.docker.io/v1/",
                why: "the client asks for a registry's login by one exact key",
                remedy: "let buildkit-run image or login mend it")
        }
        return .ok(
            "in the form that BuildKit's client takes, for \(config.file?.keys.joined(separator: ", ") ?? "no host")")
    }
}
