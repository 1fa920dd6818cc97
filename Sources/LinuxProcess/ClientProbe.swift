import Glibc
import Supervision

/// One look at a builder through the client itself: for addresses that need a look-up, TLS, or a helper of the client's.
final class ClientProbe {
    /// `buildctl` gives up a connection that says nothing after 20 s by itself; this is for one that does not.
    static let limit = Duration.seconds(25)

    let pid: ProcessID
    let deadline: Duration
    private var output: LogCapture

    /// - Parameter request: the client with a harmless subcommand; its standard streams are taken over.
    init(_ request: SpawnRequest, nullDevice: CInt) throws(SystemError) {
        let pipe = try makePipe()
        let source = Descriptor(owning: pipe.read)
        let sink = Descriptor(owning: pipe.write)
        output = try LogCapture(source: source, file: -1)
        var request = request
        request.input = nullDevice
        request.output = sink.rawValue
        request.error = sink.rawValue
        request.leadsProcessGroup = true
        request.parentDeathSignal = SIGKILL
        pid = try request.spawn()
        deadline = monotonicNow() + Self.limit
    }

    var interest: pollfd {
        pollfd(fd: output.hasEnded ? -1 : output.source.rawValue, events: Int16(POLLIN), revents: 0)
    }

    /// All that the client has printed.
    func drain() -> String {
        output.drain()
        return String(decoding: output.contents, as: UTF8.self)
    }
}
