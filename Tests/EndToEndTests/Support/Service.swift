import Glibc
import LinuxProcess

/// A buildkitd that runs already, as a service of a job does.
final class Service {
    let port: UInt16
    private let process: RunningProcess

    /// - Parameters:
    ///   - certificates: with them it speaks TLS, and wants a certificate of its clients.
    ///   - flags: further flags of buildkitd.
    init(
        in sandbox: Sandbox, port: UInt16? = nil, certificates: Certificates? = nil, flags: [String] = []
    ) throws {
        self.port = try port ?? Network.freePort()
        // A service has a file system of its own.
        let temporary = "\(sandbox.path)/tmp-service"
        try FileTree.makeDirectories(temporary)
        sandbox.account.own(temporary)
        let rootlesskit = if case .rootless = sandbox.account { [try Tools.require("rootlesskit")] } else { [String]() }
        process = try sandbox.start(
            rootlesskit + [
                try Tools.require("buildkitd"), "--root=\(sandbox.path)/state-service",
                "--addr=tcp://127.0.0.1:\(self.port)",
            ] + (certificates?.serverFlags ?? []) + flags, adding: ["TMPDIR": temporary])
    }

    func stop() throws {
        process.signal(SIGTERM)
        try process.wait()
    }
}
