import Glibc
import LinuxProcess

/// A buildkitd that runs already, as a service of a job does.
final class Service {
    let port: UInt16
    private let process: RunningProcess

    /// - Parameter certificates: with them it speaks TLS, and wants a certificate of its clients.
    init(in sandbox: Sandbox, port: UInt16? = nil, certificates: Certificates? = nil) throws {
        self.port = try port ?? Network.freePort()
        let rootlesskit = if case .rootless = sandbox.account { [try Tools.require("rootlesskit")] } else { [String]() }
        process = try sandbox.start(
            rootlesskit + [
                try Tools.require("buildkitd"), "--root=\(sandbox.path)/state-service",
                "--addr=tcp://127.0.0.1:\(self.port)",
            ] + (certificates?.serverFlags ?? []))
    }

    func stop() throws {
        process.signal(SIGTERM)
        try process.wait()
    }
}
