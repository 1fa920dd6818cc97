/// How a job reaches the `buildkitd` that runs beside it as a GitLab service.
package enum BuilderService {
    /// The host name of the service. Without an alias GitLab derives one from the image's name, registry included.
    package static let alias = "buildkitd"
    /// The port that BuildKit's own examples use.
    package static let port = 1234
    /// Where the daemon listens.
    package static let listen = "tcp://0.0.0.0:\(port)"
    /// Where the client finds it.
    package static let address = "tcp://\(alias):\(port)"
}
