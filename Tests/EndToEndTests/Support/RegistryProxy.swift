import Glibc
import LinuxProcess
import LoopbackServer
import Synchronization

/// What stands before a registry and answers some requests itself: a registry with faults.
final class RegistryProxy: Sendable {
    /// The head of a request.
    struct Request: Sendable {
        let method: String
        let target: String
        /// By names in lower case.
        let headers: [String: String]
    }

    /// What happens in the place of the registry's answer.
    enum Fault: Sendable {
        case answer(status: Int, reason: String, headers: [String: String] = [:], body: String = "")
        /// The connection is reset instead of an answer.
        case reset
        /// The connection is reset after so many bytes of the registry's answer.
        case cut(after: Int)

        static func badRequest(_ body: String) -> Fault { .answer(status: 400, reason: "Bad Request", body: body) }
        static let unavailable = Fault.answer(status: 503, reason: "Service Unavailable")
        static let tooMany = Fault.answer(status: 429, reason: "Too Many Requests", headers: ["Retry-After": "1"])
        static let denied = Fault.answer(
            status: 403, reason: "Forbidden", headers: ["Content-Type": "application/json"],
            body: "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"requested access to the resource is denied\"}]}")
    }

    private let listener: LoopbackListener
    private let seen: Log

    /// As image references name it.
    var host: String { "127.0.0.1:\(listener.port)" }
    /// All requests so far.
    var requests: [Request] { seen.requests.withLock { $0 } }

    /// - Parameter fault: is called for each request, on a thread of the proxy's; with how many requests it answered itself.
    init(before registry: Registry, fault: @escaping @Sendable (Request, _ faults: Int) -> Fault?) throws {
        listener = try LoopbackListener()
        seen = Log()
        let (upstream, seen) = (registry.port, seen)
        try listener.start { connection in
            let started: Void? = try? detachThread {
                let client = Descriptor(owning: connection)
                try? Self.serve(client, upstream: upstream, seen, fault)
            }
            if started == nil { close(connection) }
        }
    }

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
        let faults = Mutex(0)
    }

    /// One request a connection, so that what follows the head need not be understood.
    private static func serve(
        _ client: borrowing Descriptor, upstream: UInt16, _ seen: Log, _ fault: (Request, Int) -> Fault?
    ) throws {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        var buffer = [UInt8](repeating: 0, count: 65536)
        while bytes.firstRange(of: end) == nil {
            guard case .bytes(let count) = try buffer.withUnsafeMutableBytes({ try client.read(into: $0) }) else {
                return
            }
            bytes += buffer[..<count]
        }
        guard let range = bytes.firstRange(of: end) else { return }
        let lines = String(decoding: bytes[..<range.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let body = bytes[range.upperBound...]
        guard let request = Request(lines: lines) else { return }
        seen.requests.withLock { $0.append(request) }
        var limit: Int?
        if let fault = seen.faults.withLock({ faults in
            let fault = fault(request, faults)
            if fault != nil { faults += 1 }
            return fault
        }) {
            // The whole request first: a connection that is closed before would lose the answer.
            var missing = (request.headers["content-length"].flatMap(Int.init) ?? 0) - body.count
            while missing > 0,
                case .bytes(let count) = try buffer.withUnsafeMutableBytes({ try client.read(into: $0) })
            { missing -= count }
            switch fault {
            case .answer(let status, let reason, let headers, let body):
                var head = "HTTP/1.1 \(status) \(reason)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n"
                for (name, value) in headers { head += "\(name): \(value)\r\n" }
                sendAll("\(head)\r\n\(body)".utf8, to: client.rawValue)
                return
            case .reset: return Network.resetAtClose(client)
            case .cut(let bytes): limit = bytes
            }
        }
        let server = try Network.connection(to: upstream)
        let kept = lines.filter { !$0.lowercased().hasPrefix("connection:") }
        sendAll((kept.joined(separator: "\r\n") + "\r\nConnection: close\r\n\r\n").utf8, to: server.rawValue)
        sendAll(body, to: server.rawValue)
        try Network.carry(client, server, atMost: limit)
    }
}

extension RegistryProxy.Request {
    fileprivate init?(lines: [Substring]) {
        guard let words = lines.first?.split(separator: " "), words.count >= 2 else { return nil }
        method = String(words[0])
        target = String(words[1])
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
        }
        self.headers = headers
    }

    /// Whether a manifest of an index is to be stored.
    var putsIndex: Bool {
        let types = [
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
        ]
        return method == "PUT" && target.contains("/manifests/") && types.contains(headers["content-type"] ?? "")
    }
}
