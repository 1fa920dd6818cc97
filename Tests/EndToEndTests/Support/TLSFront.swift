import Glibc
import LinuxProcess
import LoopbackServer

/// Speaks TLS on the loopback interface in the place of a server that speaks plainly: `openssl s_server` for each
/// connection, whose plain side is a connection to that server.
final class TLSFront: Sendable {
    private let listener: LoopbackListener

    var address: String { "https://127.0.0.1:\(listener.port)" }

    init(before port: Int, certificates: Certificates, in sandbox: Sandbox) throws {
        listener = try LoopbackListener()
        let openssl = try Tools.require("openssl")
        let directory = try FileTree.makePrivateDirectory(in: sandbox.path, prefix: "tls-")
        let flags = certificates.opensslFlags
        try listener.start { connection in
            let started: Void? = try? detachThread {
                let client = Descriptor(owning: connection)
                try? Self.serve(
                    client, UInt16(port), [openssl, "s_server", "-quiet", "-naccept", "1"] + flags,
                    socket: "\(directory)/\(connection)")
            }
            if started == nil { close(connection) }
        }
    }

    private static func serve(
        _ client: borrowing Descriptor, _ port: UInt16, _ words: [String], socket: String
    ) throws {
        let server = try Network.connection(to: port)
        // From this thread: it outlives the process.
        var request = SpawnRequest(
            path: words[0], arguments: words + ["-unix", socket], environment: ["PATH=\(Tools.path)"])
        request.input = server.rawValue
        request.output = server.rawValue
        let process = try request.spawn()
        defer {
            var status: CInt = 0
            while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        }
        try Network.carry(client, Network.connection(toSocket: socket))
    }
}
