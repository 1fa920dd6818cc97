/// A pattern as GitLab writes it in texts: `/…/` with the flags i, s, m and U after it.
package enum SlashPattern {
    package struct Parts: Equatable, Sendable {
        package let pattern: String
        package let flags: String
        /// The byte at which the pattern begins, after the slash.
        package let offset: Int
        /// What RE2 gets to see: the flags go in front as a group.
        package var expression: String { flags.isEmpty ? pattern : "(?\(flags))\(pattern)" }
        /// How many bytes the expression has before the pattern.
        package var prefixLength: Int { flags.isEmpty ? 0 : flags.utf8.count + 3 }
    }

    /// The parts of a text that has a line of this form; nil if it has none.
    ///
    /// The form is tried line by line and the last slash counts, as in GitLab's `^/(.*)/([ismU]*)$`.
    package static func parts(of text: String) -> Parts? {
        let bytes = Array(text.utf8)
        var lineStart = 0
        while lineStart <= bytes.count {
            let lineEnd = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            if let parts = parts(of: bytes[lineStart..<lineEnd]) { return parts }
            lineStart = lineEnd + 1
        }
        return nil
    }

    private static func parts(of line: ArraySlice<UInt8>) -> Parts? {
        guard line.first == UInt8(ascii: "/") else { return nil }
        var end = line.endIndex
        while end > line.startIndex, isFlag(line[end - 1]) { end -= 1 }
        guard end - 1 > line.startIndex, line[end - 1] == UInt8(ascii: "/") else { return nil }
        return Parts(
            pattern: String(decoding: line[(line.startIndex + 1)..<(end - 1)], as: UTF8.self),
            flags: String(decoding: line[end...], as: UTF8.self),
            offset: line.startIndex + 1)
    }

    /// `i`, `s`, `m` or `U`.
    static func isFlag(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "i") || byte == UInt8(ascii: "s") || byte == UInt8(ascii: "m") || byte == UInt8(ascii: "U")
    }
}
