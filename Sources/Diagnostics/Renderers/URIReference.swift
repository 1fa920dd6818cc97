/// Paths and addresses of files as URI references (RFC 3986).
enum URIReference {
    /// A path with everything escaped that may not stand in one; an absolute path becomes a `file` URI, and what is a URI
    /// already stays one.
    static func text(_ path: String) -> String {
        if isAbsolute(path) { return escaped(path, allowing: "%?#[]") }
        return (path.hasPrefix("/") ? "file://" : "") + escaped(path, allowing: "")
    }

    /// Whether a text begins with a scheme and an authority.
    static func isAbsolute(_ text: String) -> Bool {
        guard let range = text.firstRange(of: "://") else { return false }
        return !text[..<range.lowerBound].isEmpty
            && text[..<range.lowerBound].utf8.allSatisfy { isAlphanumeric($0) || "+-.".utf8.contains($0) }
    }

    private static func escaped(_ text: String, allowing extra: String) -> String {
        var result = ""
        for byte in text.utf8 {
            // A colon in the first part of a relative path would read as a scheme, so it is escaped there.
            let isPlain =
                isAlphanumeric(byte) || "-._~!$&'()*+,;=@/".utf8.contains(byte) || extra.utf8.contains(byte)
                || (byte == UInt8(ascii: ":") && !extra.isEmpty)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                result += (hex.utf8.count < 2 ? "%0" : "%") + hex
            }
        }
        return result
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
