/// Where a builder listens, as in `BUILDKIT_HOST` and `buildctl --addr`.
package enum BuilderAddress: Equatable, Sendable {
    /// `unix:///path`
    case unix(path: String)
    /// `tcp://host:port`; an IPv6 address without its brackets.
    case tcp(host: String, port: UInt16)
    /// `kube-pod://`, `docker-container://`, `podman-container://`, `nerdctl-container://`, `ssh://`, `npipe://`: the
    /// client connects through a helper of its own.
    case helper(scheme: String)

    /// Why a text is no address, and what to write instead.
    package struct Malformed: Error, Equatable, Sendable, CustomStringConvertible {
        package let description: String
    }

    private static let helpers = [
        "kube-pod", "docker-container", "podman-container", "nerdctl-container", "ssh", "npipe", "fd",
    ]

    /// - Throws: `Malformed`.
    package init(_ text: String) throws(Malformed) {
        guard let separator = text.firstRange(of: "://") else {
            let meant = text.hasPrefix("/") ? "unix://\(text)" : "tcp://\(text)"
            throw Malformed(description: "builder address \"\(text)\" has no scheme; write \(meant)")
        }
        let scheme = String(text[..<separator.lowerBound])
        let rest = text[separator.upperBound...]
        switch scheme {
        case "unix":
            guard rest.hasPrefix("/") else {
                throw Malformed(
                    description: "builder address \"\(text)\" needs an absolute path; write unix:///\(rest)")
            }
            self = .unix(path: String(rest))
        case "tcp":
            guard let colon = rest.lastIndex(of: ":"), let port = UInt16(rest[rest.index(after: colon)...]), port > 0
            else {
                throw Malformed(description: "builder address \"\(text)\" has no port; write tcp://\(rest):1234")
            }
            var host = rest[..<colon]
            if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
            guard !host.isEmpty else {
                throw Malformed(description: "builder address \"\(text)\" has no host; write tcp://buildkitd:\(port)")
            }
            self = .tcp(host: String(host), port: port)
        case _ where Self.helpers.contains(scheme):
            self = .helper(scheme: scheme)
        default:
            throw Malformed(
                description: "builder address \"\(text)\" has the unknown scheme \"\(scheme)\"; "
                    + "write tcp://host:port, unix:///path or kube-pod://pod")
        }
    }
}
