package import Diagnostics

/// A scalar as it is written: its style, and which bytes of the file each byte of its value comes from.
package struct ScalarSource: Sendable {
    /// The scalar with its tag and anchor.
    package let span: SourceSpan
    package let style: YAMLNode.ScalarStyle
    /// The first byte behind tag and anchor.
    private let start: Int

    /// - Parameter span: the span of a scalar node.
    package init(_ span: SourceSpan) {
        self.span = span
        let bytes = span.file.bytes
        var start = span.start
        // Properties stand before the content, in any order.
        while start < span.end, bytes[start] == UInt8(ascii: "&") || bytes[start] == UInt8(ascii: "!") {
            while start < span.end, !Self.isBlankOrBreak(bytes[start]) { start += 1 }
            while start < span.end, Self.isBlankOrBreak(bytes[start]) { start += 1 }
        }
        self.start = start
        style =
            switch start < span.end ? bytes[start] : 0 {
            case UInt8(ascii: "'"): .singleQuoted
            case UInt8(ascii: "\""): .doubleQuoted
            case UInt8(ascii: "|"): .literal
            case UInt8(ascii: ">"): .folded
            default: .plain
            }
    }

    /// The map of a value that was read from here; nil when the value was made otherwise, as by interpolation.
    package func map(of value: String) -> ScalarMap? {
        let value = Array(value.utf8)
        let reader = ScalarReader(bytes: span.file.bytes, start: start, end: span.end)
        switch style {
        case .plain: return checked(reader.plain(), value)
        case .singleQuoted: return checked(reader.singleQuoted(), value)
        case .doubleQuoted: return checked(reader.doubleQuoted(), value)
        case .literal, .folded:
            for indentation in reader.indentations {
                if let map = checked(reader.block(isFolded: style == .folded, indentation: indentation), value) {
                    return map
                }
            }
            return nil
        }
    }

    /// Blank lines at the end of a block scalar lie behind its span.
    private func checked(_ map: ScalarMap, _ value: [UInt8]) -> ScalarMap? {
        guard value.count >= map.bytes.count, value.starts(with: map.bytes),
            value[map.bytes.count...].allSatisfy(Self.isBlankOrBreak)
        else { return nil }
        return map.padded(to: value, at: span.end)
    }

    static func isBlankOrBreak(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
}

/// Which bytes of a file the bytes of a scalar's value come from.
package struct ScalarMap: Sendable {
    /// The value.
    package private(set) var bytes: [UInt8] = []
    private var starts: [Int32] = []
    private var ends: [Int32] = []
    /// What lines of a block scalar begin with; nil for other styles.
    package var indentation: Int?

    init() {}

    mutating func append(_ byte: UInt8, from start: Int, to end: Int) {
        bytes.append(byte)
        starts.append(Int32(truncatingIfNeeded: start))
        ends.append(Int32(truncatingIfNeeded: end))
    }

    mutating func append(_ text: some Sequence<UInt8>, from start: Int, to end: Int) {
        for byte in text { append(byte, from: start, to: end) }
    }

    /// Appends bytes that stand for themselves.
    mutating func append(_ stretch: Range<Int>, of file: [UInt8]) {
        let (lower, upper) = (
            Int32(truncatingIfNeeded: stretch.lowerBound), Int32(truncatingIfNeeded: stretch.upperBound)
        )
        bytes += file[stretch]
        starts += lower..<upper
        ends += lower + 1..<upper + 1
    }

    func padded(to value: [UInt8], at end: Int) -> ScalarMap {
        var result = self
        for byte in value[bytes.count...] { result.append(byte, from: end, to: end) }
        return result
    }

    /// The bytes of the file that a stretch of the value comes from.
    package func source(of range: Range<Int>) -> Range<Int> {
        guard !starts.isEmpty else { return 0..<0 }
        let lower = min(max(range.lowerBound, 0), starts.count)
        let first = lower < starts.count ? Int(starts[lower]) : Int(ends[starts.count - 1])
        guard range.upperBound > lower else {
            // A line break of the value can be written lines below what it stands behind.
            guard lower > 0, lower < bytes.count, bytes[lower] == 0x0A else { return first..<first }
            return Int(ends[lower - 1])..<Int(ends[lower - 1])
        }
        return first..<max(first, Int(ends[min(range.upperBound, ends.count) - 1]))
    }
}
