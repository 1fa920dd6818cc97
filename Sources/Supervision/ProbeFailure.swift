/// Why a builder at an address did not answer.
package enum ProbeFailure: Equatable, Sendable {
    /// The host has no address.
    case nameNotFound
    /// Nothing listens at the address.
    case refused
    /// The unix socket does not exist (yet).
    case noSocket
    /// Not even a connection came about: packets are dropped, or the host is down.
    case unreachable
    /// The connection was accepted and nothing was ever said on it.
    case silent
    /// Nothing came back, and it cannot be told from here whether the connection came about.
    case noAnswer
    /// The connection was accepted and closed again without a word.
    case closed
    /// The server speaks TLS and was spoken to without.
    case serverSpeaksTLS
    /// The server speaks no TLS and was spoken to with.
    case serverSpeaksPlain
    /// A certificate was not accepted, by either side; the text says whose and why.
    case certificate(String)
    /// What answered is no gRPC server; the text describes what it is.
    case notABuilder(String)
    /// The permissions of the socket keep this user out.
    case permissionDenied
    /// Anything else, in the words of the client or the operating system.
    case other(String)

    /// Whether waiting longer cannot help.
    package var isPermanent: Bool {
        switch self {
        case .serverSpeaksTLS, .serverSpeaksPlain, .certificate, .notABuilder, .permissionDenied: true
        case .nameNotFound, .refused, .noSocket, .unreachable, .silent, .noAnswer, .closed, .other: false
        }
    }
}
