package import Supervision

/// What the first bytes from a server say about it.
///
/// A gRPC server sends its HTTP/2 SETTINGS as soon as it serves (RFC 9113, 3.4), so that nothing more is needed to know it.
package enum ServerGreeting: Equatable, Sendable {
    case serves
    case needsMoreBytes
    case failure(ProbeFailure)

    /// What a client says first in HTTP/2: the connection preface and an empty SETTINGS frame.
    static let http2Preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0]

    /// The least `ClientHello` (RFC 5246, 7.4.1.2): TLS 1.2, one cipher suite, no extension. A TLS server answers it with
    /// a handshake or an alert; which of them does not matter.
    static let clientHello: [UInt8] =
        [0x16, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3] + [UInt8](repeating: 0x42, count: 32) + [0, 0, 2, 0xc0, 0x2f, 1, 0]

    /// - Parameter bytes: all that a server has sent in answer to the HTTP/2 preface.
    package init(toPreface bytes: [UInt8]) {
        let settings: UInt8 = 4
        if bytes.starts(with: [0x15, 3]) {
            self = .failure(.serverSpeaksTLS)
        } else if bytes.starts(with: Array("HTTP/1".utf8)) {
            self = .failure(.notABuilder("an HTTP/1 server"))
        } else if bytes.starts(with: Array("SSH-".utf8)) {
            self = .failure(.notABuilder("an SSH server"))
        } else if bytes.count < 9 {
            self = .needsMoreBytes
        } else if bytes[3] == settings && bytes[5..<9].allSatisfy({ $0 == 0 }) {
            self = .serves
        } else {
            self = .failure(.notABuilder("a server that does not speak HTTP/2"))
        }
    }

    /// Whether an answer to the ClientHello is a TLS record: a handshake or an alert.
    package static func isTLS(_ bytes: [UInt8]) -> Bool {
        bytes.count >= 2 && (bytes[0] == 0x15 || bytes[0] == 0x16) && bytes[1] == 3
    }
}
