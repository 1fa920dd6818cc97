/// An `http` or `https` address in parts (RFC 3986).
///
/// What this type does not understand it refuses, and libcurl is given the text that is built from the parts: so both
/// agree on the host, which decides who gets a token.
package struct WebAddress: Hashable, Sendable {
    package enum Scheme: String, Hashable, Sendable {
        case http
        case https

        var defaultPort: Int { self == .http ? 80 : 443 }
    }

    package let scheme: Scheme
    /// `user` or `user:password`, as it is written.
    let userInfo: String?
    /// In lower case; an IPv6 address has its brackets.
    package let host: String
    package let port: Int
    /// From the slash on, without a query.
    package private(set) var path: String
    /// Without its question mark.
    package private(set) var query: String?

    /// Nil for a text that is no `http` or `https` address, or one with characters that have no place in it.
    package init?(_ text: String) {
        guard let mark = text.range(of: "://"), let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { return nil }
        let rest = text[mark.upperBound...]
        guard rest.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else { return nil }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let tail = rest[authority.endIndex...].prefix { $0 != "#" }

        var place = authority
        var userInfo: String?
        if let at = authority.lastIndex(of: "@") {
            userInfo = String(authority[..<at])
            place = authority[authority.index(after: at)...]
        }
        guard let (host, port) = Self.hostAndPort(place) else { return nil }
        self.scheme = scheme
        self.userInfo = userInfo.map(Self.encodingNonASCII)
        self.host = host
        self.port = port ?? scheme.defaultPort
        let path = tail.prefix { $0 != "?" }
        self.path = path.isEmpty ? "/" : Self.encodingNonASCII(String(path))
        query = path.endIndex == tail.endIndex ? nil : Self.encodingNonASCII(String(tail.dropFirst(path.count + 1)))
    }

    private static func hostAndPort(_ text: Substring) -> (String, Int?)? {
        var host = text
        var port: Int?
        let afterBracket = text.lastIndex(of: "]").map(text.index(after:)) ?? text.startIndex
        if let colon = text[afterBracket...].firstIndex(of: ":") {
            host = text[..<colon]
            let digits = text[text.index(after: colon)...]
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            if !digits.isEmpty {
                guard let number = Int(digits), (1...65535).contains(number) else { return nil }
                port = number
            }
        }
        let isLiteral = host.hasPrefix("[") && host.hasSuffix("]")
        let name = isLiteral ? host.dropFirst().dropLast() : host
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            case 0x3A: isLiteral
            default: false
            }
        }
        guard isName, !name.isEmpty else { return nil }
        return (host.lowercased(), port)
    }

    private static func encodingNonASCII(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return PercentEncoding.encode(text) { $0 < 0x80 }
    }
}

extension WebAddress {
    /// Scheme, host and port: what a token belongs to.
    package var origin: String { "\(scheme.rawValue)://\(host):\(port)" }

    /// The host, with the port where it is not the usual one: GitLab's `CI_SERVER_FQDN` and the start of a component's
    /// address.
    package var hostAndPort: String { port == scheme.defaultPort ? host : "\(host):\(port)" }

    /// The whole address, as libcurl is to have it. It may hold secrets.
    var text: String {
        scheme.rawValue + "://" + (userInfo.map { $0 + "@" } ?? "") + hostAndPort + path
            + (query.map { "?" + $0 } ?? "")
    }

    /// The address for people: what may be a secret (the user, the query) is left out.
    package var shown: String {
        "\(scheme.rawValue)://\(hostAndPort)\(path == "/" ? "" : path)\(query == nil ? "" : "?…")"
    }

    /// The parts that must not be shown.
    var secrets: [String] {
        let user = userInfo.map { [$0] + $0.split(separator: ":").map(String.init) } ?? []
        return user + (query.map { [$0] } ?? [])
    }

    /// The address below this one. `path` starts with a slash and is encoded already.
    func appending(_ path: String, query: [(String, String)] = []) -> WebAddress {
        var copy = self
        copy.path = (self.path.hasSuffix("/") ? String(self.path.dropLast()) : self.path) + path
        copy.query =
            query.isEmpty
            ? nil : query.map { $0 + "=" + PercentEncoding.encode($1) }.joined(separator: "&")
        return copy
    }

    /// The address without the user and the query.
    var withoutSecrets: WebAddress { WebAddress("\(scheme.rawValue)://\(hostAndPort)\(path)") ?? self }
}

extension String {
    /// The first place of a text.
    fileprivate func range(of text: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
