/// One `$[[ ... ]]` in a text.
struct InterpolationBlock: Hashable {
    /// The block with its brackets.
    let text: String
    /// What stands between the brackets, without white space around it.
    let data: String

    /// All blocks of a text, from left to right.
    ///
    /// A block begins with `$[[`, ends with the first `]]` that leaves at least two characters between them, neither of
    /// which is white space, and has no line break inside (only around) its data. What does not fit is left as text.
    static func all(in text: String) -> [InterpolationBlock] {
        let bytes = Array(text.utf8)
        var blocks: [InterpolationBlock] = []
        var index = 0
        while index + 2 < bytes.count {
            guard bytes[index] == 0x24, bytes[index + 1] == 0x5B, bytes[index + 2] == 0x5B else {
                index += 1
                continue
            }
            if let (data, end) = block(bytes, from: index + 3) {
                blocks.append(
                    InterpolationBlock(
                        text: String(decoding: bytes[index..<end], as: UTF8.self),
                        data: String(decoding: bytes[data], as: UTF8.self)))
                index = end
            } else {
                index += 1
            }
        }
        return blocks
    }

    private static func block(_ bytes: [UInt8], from start: Int) -> (data: Range<Int>, end: Int)? {
        var first = start
        while first < bytes.count, isSpace(bytes[first]) { first += 1 }
        guard first < bytes.count else { return nil }
        var last = first
        while last < bytes.count, bytes[last] != 0x0A {
            // `last` is the last byte of the data, if the brackets follow it.
            if !isSpace(bytes[last]), isTwoCharacters(bytes, first, last) {
                var end = last + 1
                while end < bytes.count, isSpace(bytes[end]) { end += 1 }
                if end + 1 < bytes.count, bytes[end] == 0x5D, bytes[end + 1] == 0x5D {
                    return (first..<last + 1, end + 2)
                }
            }
            last += 1
        }
        return nil
    }

    /// Whether at least two characters stand from one byte to another, the latter ending a character.
    private static func isTwoCharacters(_ bytes: [UInt8], _ first: Int, _ last: Int) -> Bool {
        guard last > first else { return false }
        if last + 1 < bytes.count, bytes[last + 1] & 0xC0 == 0x80 { return false }
        return bytes[(first + 1)...last].contains { $0 & 0xC0 != 0x80 }
    }

    /// White space to RE2: no vertical tab.
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    }
}
