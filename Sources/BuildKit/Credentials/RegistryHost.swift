/// The host of a registry, and the key under which BuildKit's client looks for its credentials.
package struct RegistryHost: Hashable, Sendable, CustomStringConvertible {
    /// `docker.io`, `registry.example.com:5000`; lower case.
    package let name: String

    /// The key of Docker Hub in `config.json`: no other one is looked for
    /// (`session/auth/authprovider` of moby/buildkit).
    package static let dockerHubKey = "https://index.docker.io/v1/"
    private static let dockerHubNames = [
        "docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com",
    ]

    /// - Parameter text: a host, a URL, or a key of `config.json` in any of the spellings that are in use.
    package init(_ text: String) {
        let host = Self.hostname(of: text).lowercased()
        name = Self.dockerHubNames.contains(host) ? "docker.io" : host
    }

    /// - Parameter image: an image reference such as `alpine:3` or `registry.example.com/group/app@sha256:…`.
    package init(ofImage image: String) {
        let first = image.prefix { $0 != "/" }
        let isHost =
            first.count < image.count && (first.contains(".") || first.contains(":") || first == "localhost")
        self.init(isHost ? String(first) : "docker.io")
    }

    /// What the client asks `config.json` for.
    package var key: String { name == "docker.io" ? Self.dockerHubKey : name }

    package var description: String { name }

    /// The part of a key that the client compares where no key equals the host: without scheme and path.
    static func hostname(of key: String) -> String {
        var rest = key[...]
        for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        return String(rest.prefix { $0 != "/" })
    }
}
