import Glibc
import LinuxProcess
import LoopbackServer

/// The little of TCP that the tests need, on the loopback interface.
enum Network {
    /// A port that nothing listens on at the moment.
    static func freePort() throws -> UInt16 {
        let descriptor = try socket()
        var address = loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor.rawValue, $0, length) == 0 && getsockname(descriptor.rawValue, $0, &length) == 0
            }
        }
        guard bound else { throw SystemError("bind") }
        return UInt16(bigEndian: address.sin_port)
    }

    /// The whole answer to a GET request, head and body; `nil` where nothing listens.
    static func get(
        _ target: String, port: UInt16, at host: String = "127.0.0.1", accept: String = "*/*",
        authorization: String? = nil
    ) throws -> String? {
        guard let descriptor = try? connection(to: port, at: host) else { return nil }
        var request = "GET \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: \(accept)\r\nConnection: close\r\n"
        if let authorization { request += "Authorization: \(authorization)\r\n" }
        writeAll("\(request)\r\n".utf8, to: descriptor.rawValue)
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case .bytes(let count) = try buffer.withUnsafeMutableBytes({ try descriptor.read(into: $0) }) {
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    /// One of the 16 million addresses of the loopback interface, for servers whose ports are not ours to choose.
    static var anyLoopbackAddress: String {
        (["127"] + (1...3).map { _ in "\(UInt8.random(in: 1...254))" }).joined(separator: ".")
    }

    /// A connection to a port of the loopback interface.
    static func connection(to port: UInt16, at host: String = "127.0.0.1") throws -> Descriptor {
        let descriptor = try socket()
        var address = loopback(port: port, at: host)
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor.rawValue, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard connected else { throw SystemError("connect") }
        return descriptor
    }

    /// Has the other side see a reset when the connection is closed.
    static func resetAtClose(_ connection: borrowing Descriptor) {
        var now = linger(l_onoff: 1, l_linger: 0)
        _ = setsockopt(connection.rawValue, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    /// Carries bytes both ways until the server closes.
    ///
    /// - Parameter limit: after so many bytes of the server the client's connection is reset.
    static func carry(
        _ client: borrowing Descriptor, _ server: borrowing Descriptor, atMost limit: Int? = nil
    ) throws {
        var rest = limit ?? .max
        var buffer = [UInt8](repeating: 0, count: 65536)
        var clientIsOpen = true
        while true {
            var interests = [
                pollfd(fd: server.rawValue, events: Int16(POLLIN), revents: 0),
                pollfd(fd: clientIsOpen ? client.rawValue : -1, events: Int16(POLLIN), revents: 0),
            ]
            guard Glibc.poll(&interests, 2, -1) > 0 || errno == EINTR else { return }
            if interests[0].revents != 0 {
                guard case .bytes(let count) = try buffer.withUnsafeMutableBytes({ try server.read(into: $0) }) else {
                    return
                }
                sendAll(buffer[..<min(count, rest)], to: client.rawValue)
                rest -= min(count, rest)
                guard rest > 0 else { return resetAtClose(client) }
            }
            if interests[1].revents != 0 {
                if case .bytes(let count) = try buffer.withUnsafeMutableBytes({ try client.read(into: $0) }) {
                    sendAll(buffer[..<count], to: server.rawValue)
                } else {
                    clientIsOpen = false
                }
            }
        }
    }

    /// A connection to a socket in the file system, as soon as something listens there.
    static func connection(toSocket path: String) throws -> Descriptor {
        let raw = Glibc.socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard raw >= 0 else { throw SystemError("socket") }
        let descriptor = Descriptor(owning: raw)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        try eventually("something listens on \(path)") {
            withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(raw, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                }
            }
        }
        return descriptor
    }

    private static func socket() throws -> Descriptor {
        let raw = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard raw >= 0 else { throw SystemError("socket") }
        return Descriptor(owning: raw)
    }

    private static func loopback(port: UInt16, at host: String = "127.0.0.1") -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return address
    }
}
