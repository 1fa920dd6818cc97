import Glibc
import LinuxProcess

/// A registry on the loopback interface, which speaks plain HTTP.
final class Registry {
    private let port: UInt16
    private let process: RunningProcess

    /// As image references name it.
    var host: String { "127.0.0.1:\(port)" }

    init(in sandbox: Sandbox) throws {
        let port = try Network.freePort()
        let configuration = """
            version: 0.1
            log: {level: error, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: "\(sandbox.home)/registry"}}
            http: {addr: "127.0.0.1:\(port)"}
            """
        try Files.write(configuration, to: "\(sandbox.path)/registry.yml")
        let process = try sandbox.start(
            [try Tools.require("docker-registry"), "serve", "\(sandbox.path)/registry.yml"])
        try eventually("the registry answers") {
            guard !process.hasEnded else { throw TimedOut(description: "the registry has ended: \(process.error)") }
            return try Network.get("/v2/", port: port)?.hasPrefix("HTTP/1.1 200") ?? false
        }
        self.port = port
        self.process = process
    }

    /// The manifest of an image, with the head of the answer.
    func manifest(of repository: String, _ reference: String) throws -> String {
        let types = "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json"
        let answer = try Network.get("/v2/\(repository)/manifests/\(reference)", port: port, accept: types)
        return answer ?? "no answer"
    }

    func stop() throws {
        process.signal(SIGTERM)
        try process.wait()
    }
}
