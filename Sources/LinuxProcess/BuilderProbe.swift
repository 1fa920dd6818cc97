import Glibc
package import Supervision

/// How to find out whether a builder serves at its address.
package enum BuilderProbe: Sendable {
    /// By the first words of the server on its socket.
    case socket(SocketAddress)
    /// By running the client; the function says what its output means when it fails.
    case client(SpawnRequest, meaning: @Sendable (_ output: String) -> ProbeFailure)
}

/// The probe that is under way, if any.
struct CurrentProbe {
    private let probe: BuilderProbe?
    private let nullDevice: CInt
    // At most one of them.
    private var socket: SocketProbe?
    private var client: ClientProbe?

    init(_ probe: BuilderProbe?, nullDevice: CInt) {
        self.probe = probe
        self.nullDevice = nullDevice
    }

    /// - Returns: what is known at once.
    mutating func start() -> Supervisor.Event? {
        stop()
        do {
            switch probe {
            case nil:
                return nil
            case .socket(let address):
                socket = try SocketProbe(address)
                return .probeObserved(.unreachable)
            case .client(let request, _):
                client = try ClientProbe(request, nullDevice: nullDevice)
                return .probeObserved(.noAnswer)
            }
        } catch let error as ProbeFailureError {
            return .probeFailed(error.failure)
        } catch {
            return .probeFailed(.other("\(error)"))
        }
    }

    /// Ends it, whatever it is doing. A client that is ended so is reaped like any child.
    mutating func stop() {
        if let pid = client?.pid { _ = kill(-pid, SIGKILL) }
        socket = nil
        client = nil
    }

    var interest: pollfd {
        socket?.interest ?? client?.interest ?? pollfd(fd: -1, events: 0, revents: 0)
    }

    /// On the clock of `monotonicNow`.
    var deadline: Duration? { socket?.deadline ?? client?.deadline }

    /// Goes on after a `poll`.
    mutating func advance(isReadable: Bool) -> Supervisor.Event? {
        switch socket?.advance(isReadable: isReadable) {
        case .answered:
            socket = nil
            return .ready
        case .failed(let failure):
            socket = nil
            return .probeFailed(failure)
        case .observed(let failure):
            return .probeObserved(failure)
        case .pending, nil:
            break
        }
        if isReadable { _ = client?.drain() }
        guard let deadline = client?.deadline, monotonicNow() >= deadline else { return nil }
        stop()
        return .probeFailed(.noAnswer)
    }

    /// What it means that a child has ended; `nil` if it is none of ours.
    mutating func exited(_ pid: ProcessID, _ status: ExitStatus) -> Supervisor.Event? {
        guard client?.pid == pid, let output = client?.drain() else { return nil }
        client = nil
        guard status != .exited(0), case .client(_, let meaning) = probe else { return .ready }
        return .probeFailed(meaning(output))
    }
}
