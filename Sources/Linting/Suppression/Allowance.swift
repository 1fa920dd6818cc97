import Diagnostics

/// A comment that silences rules: `# buildkit-ci:allow[rule-id] reason`, on the line of the finding or on a line of its
/// own above it; `# buildkit-ci:allow-file[rule-id] reason` anywhere for the whole file.
struct Allowance {
    /// The rules, at least one.
    let rules: [(id: String, span: SourceSpan)]
    let reason: String
    /// From `buildkit-ci:` to the bracket.
    let span: SourceSpan
    /// The line that it speaks of; nil for the whole file.
    let line: Int?

    private static let mark = Array("buildkit-ci:allow".utf8)

    /// All allowances of a file, in order.
    static func all(in file: SourceFile) -> [Allowance] {
        var found: [Allowance] = []
        var from = 0
        while let start = next(in: file.bytes, from: from) {
            from = start + mark.count
            if let allowance = read(at: start, in: file) { found.append(allowance) }
        }
        return found
    }

    private static func next(in bytes: [UInt8], from: Int) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            var index = from
            let last = buffer.count - mark.count
            while index <= last {
                // The hyphen is rarer than any letter.
                if buffer[index + 8] == UInt8(ascii: "-"), buffer[index] == mark[0],
                    buffer[index..<index + mark.count].elementsEqual(mark)
                {
                    return index
                }
                index += 1
            }
            return nil
        }
    }

    private static func read(at start: Int, in file: SourceFile) -> Allowance? {
        let bytes = file.bytes
        let number = file.position(at: start).line
        let content = file.lines.contentRange(ofLine: number, in: bytes)
        // It is a comment: `#` and blanks stand before it, and a blank or nothing before that.
        var hash = start - 1
        while hash >= content.lowerBound, bytes[hash] == UInt8(ascii: " ") { hash -= 1 }
        guard hash >= content.lowerBound, bytes[hash] == UInt8(ascii: "#"),
            hash == content.lowerBound || bytes[hash - 1] == UInt8(ascii: " ") || bytes[hash - 1] == UInt8(ascii: "\t")
        else { return nil }
        var index = start + mark.count
        let isFile = bytes[index..<content.upperBound].starts(with: "-file".utf8)
        if isFile { index += 5 }
        guard index < content.upperBound, bytes[index] == UInt8(ascii: "["),
            let close = bytes[index..<content.upperBound].firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        var rules: [(id: String, span: SourceSpan)] = []
        var from = index + 1
        for position in (index + 1)...close where position == close || bytes[position] == UInt8(ascii: ",") {
            var (lower, upper) = (from, position)
            while lower < upper, bytes[lower] == UInt8(ascii: " ") { lower += 1 }
            while upper > lower, bytes[upper - 1] == UInt8(ascii: " ") { upper -= 1 }
            let span = SourceSpan(file: file, start: lower, end: upper)
            rules.append((span.text, span))
            from = position + 1
        }
        let isOwnLine = bytes[content.lowerBound..<hash].allSatisfy { $0 == UInt8(ascii: " ") || $0 == 0x09 }
        return Allowance(
            rules: rules, reason: file.text(from: close + 1, to: content.upperBound).trimmed,
            span: SourceSpan(file: file, start: start, end: close + 1),
            line: isFile ? nil : isOwnLine ? lineBelow(number, in: file) : number)
    }

    /// The next line that is no comment and not blank.
    private static func lineBelow(_ number: Int, in file: SourceFile) -> Int {
        var line = number + 1
        while line <= file.lines.count {
            let text = file.line(line).trimmed
            if !text.isEmpty, !text.hasPrefix("#") { break }
            line += 1
        }
        return line
    }
}
