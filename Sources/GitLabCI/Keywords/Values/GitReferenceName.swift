/// Names of branches and tags, by the rules of `git check-ref-format` and GitLab's additions.
package enum GitReferenceName {
    package static func isValid(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        guard let first = bytes.first, let last = bytes.last else { return false }
        if name == "HEAD" || name.hasPrefix("refs/heads/") || name.hasPrefix("refs/remotes/") { return false }
        if first == UInt8(ascii: "-") || last == UInt8(ascii: "/") || last == UInt8(ascii: ".") { return false }
        if bytes.contains(where: isForbidden) { return false }
        for (a, b) in zip(bytes, bytes.dropFirst()) {
            switch (a, b) {
            case (UInt8(ascii: "."), UInt8(ascii: ".")), (UInt8(ascii: "/"), UInt8(ascii: "/")),
                (UInt8(ascii: "@"), UInt8(ascii: "{")):
                return false
            default: break
            }
        }
        return name.split(separator: "/").allSatisfy { !$0.hasPrefix(".") && !$0.hasSuffix(".lock") }
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || "~^:?*[\\".utf8.contains(byte)
    }
}
