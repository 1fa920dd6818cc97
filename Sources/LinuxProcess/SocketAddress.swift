import Glibc

/// Where a socket is, without any look-up: a static program must not resolve names.
package enum SocketAddress: Equatable, Sendable {
    case unix(path: String)
    /// An IPv4 or IPv6 address as text.
    case internet(host: String, port: UInt16)

    /// Whether the text is an IPv4 or IPv6 address that needs no look-up.
    package static func isLiteral(_ host: String) -> Bool {
        var buffer: InlineArray<16, UInt8> = .init(repeating: 0)
        return withUnsafeMutableBytes(of: &buffer) {
            inet_pton(AF_INET, host, $0.baseAddress) == 1 || inet_pton(AF_INET6, host, $0.baseAddress) == 1
        }
    }

    var family: CInt {
        switch self {
        case .unix: AF_UNIX
        case .internet(let host, _): host.contains(":") ? AF_INET6 : AF_INET
        }
    }

    /// Begins to connect; `EINPROGRESS` and success are both success.
    func connect(_ descriptor: CInt) throws(SystemError) {
        let result: CInt
        switch self {
        case .unix(let path):
            result = try withUnixAddress(path) { Glibc.connect(descriptor, $0, $1) }
        case .internet(let host, let port) where family == AF_INET6:
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            guard inet_pton(AF_INET6, host, &address.sin6_addr) == 1 else {
                throw SystemError("address \(host)", code: EINVAL)
            }
            result = withAddress(of: &address) { Glibc.connect(descriptor, $0, $1) }
        case .internet(let host, let port):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port.bigEndian
            guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
                throw SystemError("address \(host)", code: EINVAL)
            }
            result = withAddress(of: &address) { Glibc.connect(descriptor, $0, $1) }
        }
        // A full backlog of a unix socket gives EAGAIN: to be tried again, as a refusal is.
        guard result == 0 || errno == EINPROGRESS else { throw SystemError("connect") }
    }
}

/// A non-blocking socket that is closed on exec.
func makeSocket(_ family: CInt, _ type: __socket_type) throws(SystemError) -> Descriptor {
    let raw = socket(family, CInt(type.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard raw >= 0 else { throw SystemError("socket") }
    return Descriptor(owning: raw)
}

/// Calls `body` with the address of a unix socket.
///
/// - Throws: `ENAMETOOLONG` for a path that does not fit (108 bytes with the final NUL).
func withUnixAddress<Result>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) throws(SystemError) -> Result {
    var address = sockaddr_un()
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
        throw SystemError("socket path \(path)", code: ENAMETOOLONG)
    }
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    return withAddress(of: &address, body)
}

private func withAddress<Address, Result>(
    of address: inout Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<Address>.size)) }
    }
}
