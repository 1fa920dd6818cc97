/// What a file of the cache holds: one line about the content, then the content.
///
/// The line has the hash of the content, so that a file that was damaged counts as absent.
struct CachedFile: Equatable {
    /// Seconds since 1970.
    var stored: Int
    /// The content belongs to the address for ever, as that of a commit or one with an integrity hash.
    var isPermanent: Bool
    var content: [UInt8]

    private static let mark = "buildkit-ci-cache-1"

    init(stored: Int, isPermanent: Bool, content: [UInt8]) {
        self.stored = stored
        self.isPermanent = isPermanent
        self.content = content
    }

    /// Nil when the bytes are not a whole file of the cache.
    init?(bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), end < 200 else { return nil }
        let fields = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
        guard fields.count == 4, fields[0] == Self.mark, let stored = Int(fields[1]) else { return nil }
        let content = Array(bytes[(end + 1)...])
        guard fields[3] == SHA256.hexadecimal(content) else { return nil }
        self.init(stored: stored, isPermanent: fields[2] == "permanent", content: content)
    }

    var bytes: [UInt8] {
        let life = isPermanent ? "permanent" : "expires"
        return Array("\(Self.mark) \(stored) \(life) \(SHA256.hexadecimal(content))\n".utf8) + content
    }
}
