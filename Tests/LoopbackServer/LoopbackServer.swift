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

    package var port: Int { listener.port }
    private let listener: LoopbackListener
    private let seen = Mutex<[Request]>([])
    private let handler: @Sendable (Request) -> Reply

    package var address: String { "http://127.0.0.1:\(port)" }
    package var requests: [Request] { seen.withLock { $0 } }

    /// - Parameter handler: is called on the server's thread.
    package init(_ handler: @escaping @Sendable (Request) -> Reply) throws {
        self.handler = handler
        listener = try LoopbackListener()
        try listener.start { [weak self] connection in
            self?.serve(connection)
            close(connection)
        }
    }

    /// A server whose answers do not depend on the request.
    package convenience init(_ reply: Reply) throws { try self.init { _ in reply } }

    private func serve(_ connection: CInt) {
        guard let request = read(connection) else { return }
        seen.withLock { $0.append(request) }
        switch handler(request) {
        case .answer(let status, let body, let headers):
            let reason = status == 401 ? "Unauthorized" : "Status"
            var text = "HTTP/1.1 \(status) \(reason)\r\n"
            text += "Content-Length: \(body.utf8.count)\r\nConnection: close\r\n"
            for (name, value) in headers { text += "\(name): \(value)\r\n" }
            sendAll((text + "\r\n" + body).utf8, to: connection)
        case .silence:
            var byte: UInt8 = 0
            _ = recv(connection, &byte, 1, 0)
        case .hangUp: return
        case .endless(let count):
            sendAll("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8, to: connection)
            for _ in 0..<count / 1024 where !sendAll(String(repeating: "x", count: 1024).utf8, to: connection) {
                return
            }
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
}
