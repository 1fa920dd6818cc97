/// Changes texts at random, the same way for the same seed.
struct Mutation {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// xorshift64*
    private mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }

    mutating func below(_ limit: Int) -> Int { limit <= 0 ? 0 : Int(next() >> 33) % limit }

    private static let pieces = [
        "\n---\n", "&a ", "*a", "<<: *a\n", "!reference [a, b]", "$[[ inputs.a ]]", "$[[ ", " ]]", "[", "]", "{", "}",
        ": ",
        "- ", "\n", "\r\n", "\u{FEFF}", "\u{85}", "\u{2028}", "\t", "'", "\"", "#", "|\n", ">-\n", "? ", "%YAML 1.1\n",
        "...\n",
        "extends: a\n", "include: x.yml\n", "script: x\n", "needs: [a]\n", "rules: [{if: $A}]\n", "parallel: 5\n", "😀",
        "é",
        "99999999999999999999", "0x", "12:30", "2024-01-01", ".inf", "null", "true", "\0", "!!binary x",
        "!ruby/object:A x",
    ].map { Array($0.utf8) }

    /// One to four changes: bytes flipped, deleted, repeated, moved, cut off, or pieces of syntax put in.
    mutating func apply(to bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...below(4) {
            let at = below(bytes.count + 1)
            let length = min(1 + below(below(8) == 0 ? 200 : 8), bytes.count - at)
            switch below(7) {
            case 0 where at < bytes.count: bytes[at] = UInt8(truncatingIfNeeded: next() >> 40)
            case 1 where length > 0: bytes.removeSubrange(at..<at + length)
            case 2 where length > 0: bytes.insert(contentsOf: bytes[at..<at + length], at: below(bytes.count + 1))
            case 3 where below(10) == 0: bytes.removeSubrange(at...)
            case 4 where length > 0:
                let piece = Array(bytes[at..<at + length])
                let copies = 1 + below(40)
                for _ in 0..<copies { bytes.insert(contentsOf: piece, at: at) }
            default: bytes.insert(contentsOf: Self.pieces[below(Self.pieces.count)], at: at)
            }
        }
        return bytes
    }
}
