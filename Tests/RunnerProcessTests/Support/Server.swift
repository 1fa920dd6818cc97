import Glibc
import Supervision
import Testing

/// A builder that is there before the run: the fake `buildkitd`, started by the test.
struct Server {
    let process: RunningProcess
    let address: String

    func stop() {
        process.send(SIGKILL)
        _ = try? process.outcome()
    }
}

extension Sandbox {
    /// - Parameter address: port 0 stands for a free one.
    func server(
        _ script: String, at address: String = "tcp://127.0.0.1:0", listensAtOnce: Bool = true
    ) throws -> Server {
        let process = try runner("--addr=\(address)").program("\(bin)/buildkitd").daemon(script).start()
        guard listensAtOnce else { return Server(process: process, address: address) }
        let note = try #require(wait(for: "buildkitd", "listening"))
        let port = note.number ?? 0
        return Server(process: process, address: port == 0 ? address : "tcp://127.0.0.1:\(port)")
    }
}
