import Glibc

/// A socket that listens on the loopback interface, and the thread that takes its connections.
package final class LoopbackListener: Sendable {
    package let port: Int
    private let descriptor: CInt

    package init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isOpen = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard isOpen else { throw SystemFailure(errno) }
        port = Int(UInt16(bigEndian: name.sin_port))
    }

    deinit { shutdown(descriptor, CInt(SHUT_RDWR)) }

    /// Takes connections on a thread of its own until the listener goes.
    ///
    /// - Parameter serve: gets each connection in turn, and closes it. It must not hold the listener.
    package func start(_ serve: @escaping @Sendable (CInt) -> Void) throws {
        let descriptor = descriptor
        try detachThread {
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { break }
                serve(connection)
            }
            close(descriptor)
        }
    }
}

/// Runs something on a thread of its own, which nobody waits for.
package func detachThread(_ body: @escaping @Sendable () -> Void) throws {
    final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body))
    let code = pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, work.toOpaque())
    guard code == 0 else {
        work.release()
        throw SystemFailure(code)
    }
    pthread_detach(thread)
}

/// Sends all the bytes to a socket; a reader that has gone away is no reason for a signal.
///
/// - Returns: whether they were taken.
@discardableResult
package func sendAll(_ bytes: some Sequence<UInt8>, to socket: CInt) -> Bool {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL)) }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
    }
    return true
}
