import Diagnostics

/// The lines of a file, for edits that add whole ones.
struct EditedLines {
    private let bytes: [UInt8]
    /// What ends the lines of the file: that of its first line.
    let lineBreak: String

    init(_ file: SourceFile) {
        bytes = file.bytes
        let feed = file.bytes.firstIndex(of: 0x0A) ?? 0
        lineBreak = feed > 0 && file.bytes[feed - 1] == 0x0D ? "\r\n" : "\n"
    }

    /// Where the text begins.
    private var textStart: Int { hasByteOrderMark ? 3 : 0 }
    var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

    /// Where the line of an offset begins.
    func start(at offset: Int) -> Int {
        (bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0).clamped(from: textStart)
    }

    /// Where the line after that of an offset begins; nil where the line of the offset is the last and has no break.
    func next(after offset: Int) -> Int? { bytes[offset...].firstIndex(of: 0x0A).map { $0 + 1 } }

    /// How many spaces a line has before an offset; nil where something else stands there.
    func indent(at offset: Int) -> Int? {
        let start = start(at: offset)
        return bytes[start..<offset].allSatisfy { $0 == 0x20 } ? offset - start : nil
    }

    /// Whether nothing but spaces stands before an offset in its line.
    func isFirst(_ offset: Int) -> Bool { indent(at: offset) != nil }

    func isBlank(at start: Int) -> Bool { content(at: start) == nil }

    /// Whether the line that begins at an offset is a comment alone.
    func isComment(at start: Int) -> Bool { content(at: start) == UInt8(ascii: "#") }

    /// The start of the comments that stand directly above a line, else of the line.
    func startWithComments(at offset: Int) -> Int {
        var start = start(at: offset)
        while start > textStart {
            let above = self.start(at: start - 1)
            guard isComment(at: above) else { break }
            start = above
        }
        return start
    }

    /// Whether a line is the first of the text.
    func isTop(_ start: Int) -> Bool { start <= textStart }

    /// The edit that adds lines after the line of an offset; without a break at the end of the file, none is added there.
    func additionAfter(_ offset: Int, _ added: [String]) -> (offset: Int, text: String) {
        if let next = next(after: offset) { return (next, text(added)) }
        return (bytes.count, added.map { lineBreak + $0 }.joined())
    }

    func text(_ lines: [String]) -> String { lines.map { $0 + lineBreak }.joined() }

    /// The first byte of a line that is no space; nil for a blank line.
    private func content(at start: Int) -> UInt8? {
        for byte in bytes[start...] where byte != 0x20 && byte != 0x09 {
            return byte == 0x0A || byte == 0x0D ? nil : byte
        }
        return nil
    }
}

extension Int {
    fileprivate func clamped(from limit: Int) -> Int { self < limit ? limit : self }
}
