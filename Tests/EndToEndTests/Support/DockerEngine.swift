import BuildKit
import Glibc
import LinuxProcess

/// A Docker engine as a service of a job, started as the image `docker:dind` starts it: with TLS on port 2376 when it has
/// certificates, else plainly on 2375.
final class DockerEngine {
    /// What the job's name of the service has to stand for.
    let address: String
    private let process: RunningProcess

    init(in sandbox: Sandbox, certificates: Certificates?) throws {
        let address = Network.anyLoopbackAddress
        let port: UInt16 = certificates == nil ? 2375 : 2376
        // Of its own: the containerd of an engine before it may be about to end.
        let path = try FileTree.makePrivateDirectory(in: sandbox.path, prefix: "engine-")
        try Files.write("{}", to: "\(path)/daemon.json")
        // No network of its own, no settings of this machine's, and nothing in the file system but below the sandbox.
        process = try sandbox.start(
            [
                try Tools.require("dockerd"), "--host=tcp://\(address):\(port)", "--data-root=\(path)/data",
                "--exec-root=\(path)/exec", "--pidfile=\(path)/pid", "--config-file=\(path)/daemon.json",
                "--storage-driver=vfs", "--bridge=none", "--iptables=false", "--ip-forward=false",
            ] + (certificates.map { ["--tlsverify"] + $0.serverFlags } ?? []))
        self.address = address
        let process = process
        try eventually("the engine listens") {
            guard !process.hasEnded else { throw TimedOut(description: "the engine has ended: \(process.error)") }
            // It listens before it is ready, and may end in between.
            return process.error.contains("API listen on \(address):\(port)")
        }
    }

    /// What the entrypoint of the image `docker` adds to the variables of a job
    /// (<https://github.com/docker-library/docker/blob/master/docker-entrypoint.sh>).
    ///
    /// - Parameters:
    ///   - pipeline: the job's own DOCKER_HOST stays.
    ///   - certificates: those that the runner's volume `/certs/client` shows to the job.
    static func clientVariables(in pipeline: String, _ certificates: Certificates?) -> [String: String] {
        var variables: [String: String] = [:]
        if let certificates {
            variables = ["DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": certificates.clientDirectory]
        }
        if !pipeline.contains("DOCKER_HOST") {
            variables["DOCKER_HOST"] = "tcp://docker:\(certificates == nil ? 2375 : 2376)"
        }
        return variables
    }

    func stop() throws {
        process.signal(SIGTERM)
        try process.wait()
    }
}
