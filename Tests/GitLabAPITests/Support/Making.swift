import LoopbackServer
import Synchronization

@testable import GitLabAPI

/// A token whose text must not appear anywhere.
let secret = "glpat-very-secret-0123456789"

extension AccessToken {
    static func personal() throws -> AccessToken {
        guard let token = AccessToken(secret, kind: .personal) else { throw SystemFailure(0) }
        return token
    }
}

extension HTTPClient {
    /// A client that does not wait between attempts, but tells for how long it would.
    static func impatient(
        authorities: CertificateAuthorities = .init(), milliseconds: Int = 5000, waits: Waits = Waits()
    ) -> HTTPClient {
        var limits = HTTPLimits()
        limits.connectMilliseconds = milliseconds
        limits.totalMilliseconds = milliseconds
        var retry = RetryPolicy()
        retry.wait = { waits.add($0) }
        return HTTPClient(authorities: authorities, limits: limits, retry: retry)
    }

    /// Sends a GET with a token.
    func get(_ text: String, sizeLimit: Int = 1 << 20, token: AccessToken? = nil) throws -> HTTPResponse {
        guard let address = WebAddress(text) else { throw SystemFailure(0) }
        return try send(HTTPRequest(address: address, token: token, sizeLimit: sizeLimit))
    }
}

/// The seconds that a client wanted to wait.
final class Waits: Sendable {
    private let seconds = Mutex<[Double]>([])
    var all: [Double] { seconds.withLock { $0 } }
    func add(_ wait: Double) { seconds.withLock { $0.append(wait) } }
}

/// Counts calls.
final class Counter: Sendable {
    private let count = Mutex(0)
    /// The number of this call, from 1.
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

extension GitLabServer {
    static func on(
        _ loopback: LoopbackServer, cache: DiskCache? = nil, isOffline: Bool = false, token: AccessToken? = nil,
        waits: Waits = Waits()
    ) throws -> GitLabServer {
        guard let address = WebAddress(loopback.address) else { throw SystemFailure(0) }
        return GitLabServer(
            address: address, token: token, client: .impatient(waits: waits), cache: cache, isOffline: isOffline)
    }
}

/// An address that is known only after those who use it were made.
final class LateAddress: Sendable {
    private let text = Mutex("")
    var address: String {
        get { text.withLock { $0 } }
        set { text.withLock { $0 = newValue } }
    }
}
