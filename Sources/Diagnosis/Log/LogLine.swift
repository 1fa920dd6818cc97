/// A line of a job's log as a person sees it: without what GitLab and terminals add.
struct LogLine: Equatable {
    /// Without control characters.
    let text: String

    /// Whether a program in a RUN step printed it: `#7 0.061 text` in buildctl's plain progress, `0.061 text` where it
    /// repeats the last lines of the step that failed.
    var isStepOutput: Bool {
        var rest = text.utf8[...]
        func takeDigits() -> Int {
            let count = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == UInt8(ascii: "#") {
            rest.removeFirst()
            guard takeDigits() > 0, rest.popFirst() == UInt8(ascii: " ") else { return false }
        }
        return takeDigits() > 0 && rest.popFirst() == UInt8(ascii: ".") && takeDigits() == 3
            && rest.first == UInt8(ascii: " ")
    }

    /// What stands in a line of the raw log: several texts where a carriage return made a terminal write over the first.
    ///
    /// - Parameter bytes: without the timestamp.
    static func lines(of bytes: some Collection<UInt8>) -> [LogLine] {
        bytes.split(separator: UInt8(ascii: "\r")).map { LogLine(text: plain($0)) }
    }

    /// The text without escape sequences (ECMA-48: ESC [ … letter) and other control characters but tabs.
    private static func plain(_ bytes: some Collection<UInt8>) -> String {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            if byte == 0x1b {
                guard rest.first == UInt8(ascii: "[") else { continue }
                rest = rest.dropFirst().drop { !(0x40...0x7e).contains($0) }.dropFirst()
            } else if byte >= 0x20 && byte != 0x7f || byte == 0x09 {
                kept.append(byte)
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}

/// What GitLab Runner writes before each line where the feature flag FF_TIMESTAMPS is on:
/// `2026-01-31T12:43:46.962646Z 00O text`; a plus sign in place of the last space where the line goes on with the one before.
struct LogTimestamp: Equatable {
    /// How many bytes it has.
    let length: Int
    let continuesLine: Bool

    init?(of line: some RandomAccessCollection<UInt8>) {
        func byte(_ offset: Int) -> UInt8? {
            line.count > offset ? line[line.index(line.startIndex, offsetBy: offset)] : nil
        }
        guard byte(4) == UInt8(ascii: "-"), byte(10) == UInt8(ascii: "T"), byte(13) == UInt8(ascii: ":") else {
            return nil
        }
        guard let end = (19...30).first(where: { byte($0) == UInt8(ascii: "Z") }), byte(end + 1) == UInt8(ascii: " "),
            let stream = byte(end + 4), [UInt8(ascii: "O"), UInt8(ascii: "E")].contains(stream)
        else { return nil }
        switch byte(end + 5) {
        case UInt8(ascii: "+"): (length, continuesLine) = (end + 6, true)
        case UInt8(ascii: " "): (length, continuesLine) = (end + 6, false)
        default: (length, continuesLine) = (end + 5, false)
        }
    }
}
