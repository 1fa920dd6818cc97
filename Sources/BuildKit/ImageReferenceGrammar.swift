/// The terminal rules of the reference grammar, each a test of one part.
extension ImageReference {
    /// Whether `text` is a tag: `[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}`.
    package static func isTag(_ text: some StringProtocol) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 128, first.isWord else { return false }
        return text.utf8.allSatisfy { $0.isWord || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    }

    /// Whether `text` is a digest of a registered algorithm (OCI image specification, `descriptor.md`).
    package static func isDigest(_ text: some StringProtocol) -> Bool {
        for (prefix, digits) in [("sha256:", 64), ("sha384:", 96), ("sha512:", 128)] where text.hasPrefix(prefix) {
            let encoded = text.utf8.dropFirst(prefix.utf8.count)
            return encoded.count == digits && encoded.allSatisfy(\.isLowerHexDigit)
        }
        return false
    }

    /// Whether the first part of a name is a registry rather than a path on Docker Hub.
    static func namesRegistry(_ part: some StringProtocol) -> Bool {
        part == "localhost" || part.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") || $0.isUpper }
    }

    /// Whether `text` is `host`, `host:port`, or the same with a bracketed IPv6 address.
    static func isRegistry(_ text: String) -> Bool {
        var host = Substring(text)
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            let port = text[text.index(after: colon)...]
            guard !port.isEmpty, port.utf8.allSatisfy(\.isDigit), let number = Int(port), number <= 65535 else {
                return false
            }
            host = text[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            let address = host.dropFirst().dropLast()
            return address.contains(":")
                && address.utf8.allSatisfy { $0.isHexDigit || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
        }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            guard let first = label.utf8.first, let last = label.utf8.last else { return false }
            return first.isAlphanumeric && last.isAlphanumeric
                && label.utf8.allSatisfy { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
        }
    }

    /// Whether `text` is lower-case letters and digits, joined by `.`, `_`, `__` or any number of `-`.
    static func isPathComponent(_ text: Substring) -> Bool {
        guard let last = text.utf8.last, last.isLowerAlphanumeric else { return false }
        var separator: [UInt8] = [0]  // Anything that no separator equals: a component begins with a letter or digit.
        for byte in text.utf8 {
            guard byte.isLowerAlphanumeric else {
                separator.append(byte)
                continue
            }
            guard separator.isEmpty || separator == [0] || isSeparator(separator) else { return false }
            separator = []
        }
        return true
    }

    private static func isSeparator(_ bytes: [UInt8]) -> Bool {
        bytes == [UInt8(ascii: ".")] || bytes == [UInt8(ascii: "_")] || bytes == [UInt8(ascii: "_"), UInt8(ascii: "_")]
            || bytes.allSatisfy { $0 == UInt8(ascii: "-") }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isUpper: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
    var isLower: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
    var isAlphanumeric: Bool { isDigit || isUpper || isLower }
    var isLowerAlphanumeric: Bool { isDigit || isLower }
    var isWord: Bool { isAlphanumeric || self == UInt8(ascii: "_") }
    var isLowerHexDigit: Bool { isDigit || (self >= UInt8(ascii: "a") && self <= UInt8(ascii: "f")) }
    var isHexDigit: Bool { isLowerHexDigit || (self >= UInt8(ascii: "A") && self <= UInt8(ascii: "F")) }
}
