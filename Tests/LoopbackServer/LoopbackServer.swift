import Glibc
import Synchronization

/// A small HTTP server on the loopback interface: a thread that answers each connection in turn by a function.
package final class LoopbackServer: Sendable {
    package struct Request: Sendable {
        package let method: String
        /// The path with the query, or the whole address when the server is used as a proxy.
        package let target: String
        /// By names in lower case.
        package let headers: [String: String]
        package let body: String
    }

    package enum Reply: Sendable {
        case answer(Int, String = "", headers: [String: String] = [:])
        /// Sends nothing until the client goes away.
        case silence
        /// Closes the connection at once.
        case hangUp
        /// A body of so many bytes, whose length is not announced.
        case endless(Int)
    }

    package let port: Int
    private let listener: CInt
    private let seen = Mutex<[Request]>([])
    private let handler: @Sendable (Request) -> Reply

    package var address: String { "http://127.0.0.1:\(port)" }
    package var requests: [Request] { seen.withLock { $0 } }

    /// - Parameter handler: is called on the server's thread.
    package init(_ handler: @escaping @Sendable (Request) -> Reply) throws {
        self.handler = handler
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let isOpen = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(listener, generic, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, generic, &length) == 0
            }
        }
        guard isOpen else { throw SystemFailure(errno) }
        port = Int(UInt16(bigEndian: name.sin_port))
        try startThread()
    }

    /// A server whose answers do not depend on the request.
    package convenience init(_ reply: Reply) throws { try self.init { _ in reply } }

    deinit { shutdown(listener, CInt(SHUT_RDWR)) }

    private func startThread() throws {
        let work = Unmanaged.passRetained(
            Work(listener: listener) { [weak self] connection in
                self?.serve(connection)
            })
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, work.toOpaque())
        guard code == 0 else { throw SystemFailure(code) }
        pthread_detach(thread)
    }

    private func serve(_ connection: CInt) {
        guard let request = read(connection) else { return }
        seen.withLock { $0.append(request) }
        switch handler(request) {
        case .answer(let status, let body, let headers):
            var text = "HTTP/1.1 \(status) Status\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n"
            for (name, value) in headers { text += "\(name): \(value)\r\n" }
            send(text + "\r\n" + body, to: connection)
        case .silence:
            var byte: UInt8 = 0
            _ = recv(connection, &byte, 1, 0)
        case .hangUp: return
        case .endless(let count):
            send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", to: connection)
            for _ in 0..<count / 1024 where !send(String(repeating: "x", count: 1024), to: connection) { return }
        }
    }

    private func read(_ connection: CInt) -> Request? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let request = parse(text) { return request }
            let count = recv(connection, &chunk, chunk.count, 0)
            guard count > 0 else { return nil }
            bytes += chunk[..<count]
        }
    }

    /// Nil while the request is not whole.
    private func parse(_ text: String) -> Request? {
        var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        guard let gap = lines.firstIndex(of: ""), gap > 0 else { return nil }
        let body = lines[(gap + 1)...].joined(separator: "\r\n")
        lines = Array(lines[..<gap])
        let first = lines[0].split(separator: " ")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        guard first.count >= 2, body.utf8.count >= headers["content-length"].flatMap(Int.init) ?? 0 else { return nil }
        return Request(method: String(first[0]), target: String(first[1]), headers: headers, body: body)
    }

    @discardableResult
    private func send(_ text: String, to connection: CInt) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// What the server's thread holds: not the server, which ends the thread when it goes.
    private final class Work: Sendable {
        let listener: CInt
        let serve: @Sendable (CInt) -> Void

        init(listener: CInt, serve: @escaping @Sendable (CInt) -> Void) {
            self.listener = listener
            self.serve = serve
        }

        func run() {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else { break }
                serve(connection)
                close(connection)
            }
            close(listener)
        }
    }
}
