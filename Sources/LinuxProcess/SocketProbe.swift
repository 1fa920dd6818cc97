import Glibc
import Supervision

/// One look at a builder's socket: connect, say the HTTP/2 preface, wait for the server's SETTINGS.
///
/// A server that hangs up on the preface is asked once more, for TLS: a TLS server does just that, and so does a proxy
/// with nothing behind it.
final class SocketProbe {
    /// After this long a connection that has not come about is tried anew: the kernel's own repeats grow too far apart.
    static let connectLimit = Duration.seconds(3)
    /// After this long a connection that says nothing is given up and a new one made: its server may be gone.
    static let silenceLimit = Duration.seconds(20)

    enum Progress: Equatable {
        case pending
        case observed(ProbeFailure)
        case answered
        case failed(ProbeFailure)
    }

    private enum Stage { case connecting, listening }
    private enum Question { case http2, tls }

    private let address: SocketAddress
    private var socket: Descriptor
    private var stage = Stage.connecting
    private var question = Question.http2
    private var received: [UInt8] = []
    /// On the clock of `monotonicNow`.
    private(set) var deadline: Duration

    /// - Throws: the failure, where already the connection is refused.
    init(_ address: SocketAddress) throws(ProbeFailureError) {
        self.address = address
        deadline = monotonicNow() + Self.connectLimit
        socket = try Self.connecting(to: address)
    }

    private static func connecting(to address: SocketAddress) throws(ProbeFailureError) -> Descriptor {
        do throws(SystemError) {
            let socket = try makeSocket(address.family, SOCK_STREAM)
            try address.connect(socket.rawValue)
            return socket
        } catch {
            throw ProbeFailureError(failure: ProbeFailure(connectError: error.code))
        }
    }

    /// What to wait for with `poll`.
    var interest: pollfd {
        pollfd(fd: socket.rawValue, events: Int16(stage == .connecting ? POLLOUT : POLLIN), revents: 0)
    }

    /// Goes on after `poll` has seen something, or after the deadline.
    func advance(isReadable: Bool) -> Progress {
        guard isReadable else {
            guard monotonicNow() >= deadline else { return .pending }
            return .failed(stage == .connecting ? .unreachable : .silent)
        }
        switch stage {
        case .connecting: return connected()
        case .listening: return heard()
        }
    }

    private func connected() -> Progress {
        var code: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        _ = getsockopt(socket.rawValue, SOL_SOCKET, SO_ERROR, &code, &size)
        guard code == 0 else { return .failed(ProbeFailure(connectError: code)) }
        stage = .listening
        deadline = monotonicNow() + Self.silenceLimit
        writeAll(question == .http2 ? ServerGreeting.http2Preface : ServerGreeting.clientHello, to: socket.rawValue)
        return .observed(.silent)
    }

    private func heard() -> Progress {
        var ended = false
        withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { buffer in
            switch try? socket.read(into: buffer) {
            case .bytes(let count): received += buffer[..<count]
            case .wouldBlock: break
            case .endOfFile, nil: ended = true
            }
        }
        switch question {
        case .http2:
            switch ServerGreeting(toPreface: received) {
            case .serves: return .answered
            case .failure(let failure): return .failed(failure)
            case .needsMoreBytes: return ended ? askForTLS() : .pending
            }
        case .tls:
            if ServerGreeting.isTLS(received) { return .failed(.serverSpeaksTLS) }
            return ended || received.count > 1 ? .failed(.closed) : .pending
        }
    }

    private func askForTLS() -> Progress {
        // Local sockets never speak TLS (buildkitd refuses to).
        guard case .internet = address, received.isEmpty else { return .failed(.closed) }
        do throws(ProbeFailureError) {
            socket = try Self.connecting(to: address)
        } catch {
            return .failed(error.failure)
        }
        question = .tls
        stage = .connecting
        deadline = monotonicNow() + Self.connectLimit
        return .observed(.closed)
    }
}

/// `ProbeFailure` as an error, for a probe that ends before it begins.
struct ProbeFailureError: Error {
    let failure: ProbeFailure
}

extension ProbeFailure {
    /// What the error number of a `connect` means.
    init(connectError code: CInt) {
        switch code {
        case ECONNREFUSED, EAGAIN: self = .refused
        case ENOENT: self = .noSocket
        case EACCES, EPERM: self = .permissionDenied
        case ETIMEDOUT, EHOSTUNREACH, ENETUNREACH: self = .unreachable
        default: self = .other(SystemError.text(of: code))
        }
    }
}

/// The monotonic clock, which does not jump.
package func monotonicNow() -> Duration {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec)
}
