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
        // Where one block cannot be closed in its line, neither can those that begin later in the line.
        var unclosedUntil = 0
        while index + 2 < bytes.count {
            guard bytes[index] == 0x24, bytes[index + 1] == 0x5B, bytes[index + 2] == 0x5B else {
                index += 1
                continue
            }
            var first = index + 3
            while first < bytes.count, isSpace(bytes[first]) { first += 1 }
            guard first >= unclosedUntil else {
                index += 1
                continue
            }
            switch end(of: bytes, from: first) {
            case .closed(let data, let end):
                blocks.append(
                    InterpolationBlock(
                        text: String(decoding: bytes[index..<end], as: UTF8.self),
                        data: String(decoding: bytes[data], as: UTF8.self)))
                index = end
            case .unclosed(let line):
                unclosedUntil = line
                index += 1
            }
        }
        return blocks
    }

    private enum End {
        case closed(data: Range<Int>, end: Int)
        /// There is nothing that closes the block up to the end of the line.
        case unclosed(line: Int)
    }

    private static func end(of bytes: [UInt8], from first: Int) -> End {
        var last = first
        while last < bytes.count, bytes[last] != 0x0A {
            // `last` is the last byte of the data, if the brackets follow it.
            if !isSpace(bytes[last]), isTwoCharacters(bytes, first, last) {
                var end = last + 1
                while end < bytes.count, isSpace(bytes[end]) { end += 1 }
                if end + 1 < bytes.count, bytes[end] == 0x5D, bytes[end + 1] == 0x5D {
                    return .closed(data: first..<last + 1, end: end + 2)
                }
            }
            last += 1
        }
        return .unclosed(line: last)
    }

    /// Whether at least two characters stand from one byte to another, the latter ending a character.
    private static func isTwoCharacters(_ bytes: [UInt8], _ first: Int, _ last: Int) -> Bool {
        guard last > first else { return false }
        if last + 1 < bytes.count, bytes[last + 1] & 0xC0 == 0x80 { return false }
        // The first character may be of up to four bytes.
        return last - first >= 4 || bytes[(first + 1)...last].contains { $0 & 0xC0 != 0x80 }
    }

    /// White space to RE2: no vertical tab.
    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
    }
}
