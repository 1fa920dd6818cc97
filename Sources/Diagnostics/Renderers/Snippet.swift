/// One line of a file with a caret under a part of it, for people.
struct Snippet {
    /// The width of the column of line numbers.
    static let margin = 6
    static let marginText = String(repeating: " ", count: margin)
    /// The longest piece of a line that is shown, in Unicode scalars; a minified line would fill the screen.
    private static let longest = 160

    private let line: Int
    private let shown: String
    /// How many columns of a terminal stand before the caret.
    private let indent: Int
    /// How many columns are marked.
    private let length: Int

    init(_ span: SourceSpan) {
        let bytes = span.file.bytes
        let start = span.startPosition
        var content = span.file.lines.contentRange(ofLine: start.line, in: bytes)
        if start.line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { content = 3..<max(3, content.upperBound) }
        // The place, on the line itself also where it is in the line break.
        let place = min(max(span.start, content.lowerBound), content.upperBound)
        let column = start.column - 1 - max(0, span.start - place)
        // A long line is cut on both sides; only what is shown of it is looked at.
        let isLong = Self.offset(Self.longest, after: content.lowerBound, in: content, bytes) < content.upperBound
        let cut = isLong && column > Self.longest / 2
        let from = cut ? Self.offset(40, before: place, in: content, bytes) : content.lowerBound
        let until = Self.offset(Self.longest, after: from, in: content, bytes)
        line = start.line
        // A span over several lines is marked to the end of its first.
        let end = min(max(span.end, place), until)
        func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        shown = (cut ? "…" : "") + TextRenderer.visible(text(from..<until)) + (until < content.upperBound ? "…" : "")
        indent = DisplayWidth.of(text(from..<place)) + (cut ? 1 : 0)
        length = max(1, DisplayWidth.of(text(place..<end)))
    }

    /// The offset of the scalar that comes `count` scalars later, or the end of the line.
    private static func offset(_ count: Int, after start: Int, in line: Range<Int>, _ bytes: [UInt8]) -> Int {
        var offset = start
        var left = count
        while offset < line.upperBound {
            if !isContinuation(bytes[offset]) {
                if left == 0 { break }
                left -= 1
            }
            offset += 1
        }
        return offset
    }

    /// The offset of the scalar that comes `count` scalars earlier, or the start of the line.
    private static func offset(_ count: Int, before end: Int, in line: Range<Int>, _ bytes: [UInt8]) -> Int {
        var offset = end
        var left = count
        while offset > line.lowerBound, left > 0 {
            offset -= 1
            if !isContinuation(bytes[offset]) { left -= 1 }
        }
        return offset
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// The two lines, the caret passed through `mark`.
    func text(mark: (String) -> String) -> String {
        let number = String(line)
        let padding = String(repeating: " ", count: max(0, Self.margin - 1 - number.count))
        let caret = "^" + String(repeating: "~", count: length - 1)
        return "\(padding)\(number) | \(shown)\n" + Self.marginText + "| "
            + String(repeating: " ", count: indent) + mark(caret) + "\n"
    }
}
