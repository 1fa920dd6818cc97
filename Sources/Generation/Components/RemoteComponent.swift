import BuildKit
import BuildRequests
import YAMLTree

/// The component `remote`: a job that builds at a daemon behind TCP, with mutual TLS.
enum RemoteComponent {
    static func component() throws(RequestProblems) -> Component {
        var made = BuildComponent(
            "remote", mode: .remote,
            """
            Builds an image at a BuildKit daemon elsewhere, which is reached by TCP with mutual TLS, and pushes it.
            Needs no privileges. The CI/CD variables \(BuilderSettings.standardTLSCA.dropFirst()), \
            \(BuilderSettings.standardTLSCertificate.dropFirst()) and \(BuilderSettings.standardTLSKey.dropFirst()), of type \
            File, hold the certificates of authority and client and the client's key.
            """)
        made.set(\.builder.address, to: "tcp://\(BuilderService.alias):\(BuilderService.port)")
        made.addExchange(address, "variables", RunnerVariable.buildkitHost.rawValue, givesDefault: false)
        made.addJobInputs()
        made.addExchange(RequestInputs.image, "image", "name")
        made.addBuildInputs()
        made.addOutputInputs()
        made.addCacheInputs()
        return try made.component()
    }

    private static let address = ComponentInput(
        "address", fallback: nil, pattern: "^tcp://[^/]+:[0-9]+$", "The address of the builder, as tcp://host:port.")
}
