/// Where each line of a text begins.
///
/// A line ends with LF, CR LF or a lone CR, as YAML has it (1.1, section 4.1.4).
package struct LineIndex: Sendable {
    /// The byte offset of the first byte of each line; there is always a first line.
    package let starts: [Int]
    /// Whether every byte is a column, so that columns of long lines need not be counted.
    private let isASCII: Bool

    package init(_ bytes: [UInt8]) {
        var starts = [0]
        var all: UInt8 = 0
        bytes.withUnsafeBufferPointer { bytes in
            var offset = 0
            while offset < bytes.count {
                let byte = bytes[offset]
                all |= byte
                offset += 1
                guard byte <= 0x0D else { continue }
                if byte == 0x0A || (byte == 0x0D && !(offset < bytes.count && bytes[offset] == 0x0A)) {
                    starts.append(offset)
                }
            }
        }
        self.starts = starts
        isASCII = all < 0x80
    }

    /// How many lines there are; text after the last line break counts, even when it is empty.
    package var count: Int { starts.count }

    /// The line and the column of a byte offset; an offset outside of the text is moved to its nearest end.
    package func position(at offset: Int, in bytes: [UInt8]) -> SourcePosition {
        let offset = min(max(offset, 0), bytes.count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        if isASCII { return SourcePosition(line: low + 1, column: offset - starts[low] + 1) }
        // Written so that the compiler makes vector instructions of it: lines can be very long.
        var column = bytes.withUnsafeBufferPointer { bytes in
            bytes[starts[low]..<offset].reduce(1) { $0 &+ ($1 & 0xC0 == 0x80 ? 0 : 1) }
        }
        // A byte order mark is no column of its own.
        if low == 0, offset >= 3, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { column -= 1 }
        return SourcePosition(line: low + 1, column: column)
    }

    /// The byte offset of a line and a column that both count from 1, cut to the line and the text.
    package func offset(of position: SourcePosition, in bytes: [UInt8]) -> Int {
        guard position.line <= starts.count else { return bytes.count }
        let line = contentRange(ofLine: position.line, in: bytes)
        var column = 1
        var offset = line.lowerBound
        if position.line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = min(3, line.upperBound) }
        while offset < line.upperBound, column < position.column {
            offset += 1
            while offset < line.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            column += 1
        }
        return offset
    }

    /// The bytes of a line without its line break; `line` counts from 1.
    package func contentRange(ofLine line: Int, in bytes: [UInt8]) -> Range<Int> {
        guard line >= 1, line <= starts.count else { return bytes.count..<bytes.count }
        let start = starts[line - 1]
        var end = line < starts.count ? starts[line] : bytes.count
        if line < starts.count {
            if end > start, bytes[end - 1] == 0x0A { end -= 1 }
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        }
        return start..<end
    }
}
