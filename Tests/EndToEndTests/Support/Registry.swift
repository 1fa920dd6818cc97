import BuildKit
import Glibc
import LinuxProcess

/// A registry on the loopback interface: a real one, which speaks plain HTTP unless it has certificates.
final class Registry {
    /// Who gets in.
    enum Protection {
        case open
        /// Users by a file of htpasswd(1): `name:bcrypt`, a line each.
        case passwords(String)
        case tokens(TokenServer)
    }

    let port: UInt16
    private let address: String
    private let process: RunningProcess

    /// As image references name it.
    var host: String { "\(address):\(port)" }

    /// - Parameter place: address and port, where these are given; otherwise a free port of 127.0.0.1.
    init(
        in sandbox: Sandbox, _ protection: Protection = .open, certificates: Certificates? = nil,
        at place: (address: String, port: UInt16)? = nil
    ) throws {
        let (address, port) = try place ?? ("127.0.0.1", Network.freePort())
        let path = "\(sandbox.path)/registry-\(port)"
        var configuration = """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {inmemory: {}}
            http: {addr: "\(address):\(port)"\(certificates?.registryEntry ?? "")}

            """
        switch protection {
        case .open: break
        case .passwords(let text):
            try Files.write(text, to: "\(path).htpasswd")
            configuration += "auth: {htpasswd: {realm: tests, path: \"\(path).htpasswd\"}}\n"
        case .tokens(let server): configuration += server.registryEntry
        }
        try Files.write(configuration, to: "\(path).yml")
        let process = try sandbox.start([try Tools.require("docker-registry"), "serve", "\(path).yml"])
        try eventually("the registry answers") {
            guard !process.hasEnded else { throw TimedOut(description: "the registry has ended: \(process.error)") }
            // Any answer will do: 401 without credentials, 400 where plain HTTP is spoken to TLS.
            return try Network.get("/v2/", port: port, at: address)?.hasPrefix("HTTP/1.") ?? false
        }
        self.port = port
        self.address = address
        self.process = process
    }

    /// The manifest of an image, with the head of the answer.
    func manifest(of repository: String, _ reference: String, as user: RegistryCredential? = nil) throws -> String {
        let types =
            ["manifest", "index"].map { "application/vnd.oci.image.\($0).v1+json" }
            + ["manifest", "manifest.list"].map { "application/vnd.docker.distribution.\($0).v2+json" }
        let answer = try Network.get(
            "/v2/\(repository)/manifests/\(reference)", port: port, at: address, accept: types.joined(separator: ", "),
            authorization: user.map { "Basic \($0.auth)" })
        return answer ?? "no answer"
    }

    /// The answer to any request, with its head.
    func get(_ target: String, accept: String = "*/*", as user: RegistryCredential? = nil) throws -> String {
        let authorization = user.map { "Basic \($0.auth)" }
        return try Network.get(
            target, port: port, at: address, accept: accept, authorization: authorization) ?? "no answer"
    }

    func stop() throws {
        process.signal(SIGTERM)
        try process.wait()
    }
}
