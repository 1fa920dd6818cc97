/// How a string is written so that a YAML 1.1 parser reads the same string back, never a number, date or boolean.
package enum ScalarStyle {
    /// Writes `text` on one line.
    ///
    /// - Parameter flow: whether it stands in brackets, where commas and brackets end a plain scalar.
    package static func line(_ text: String, flow: Bool = false) -> String {
        if isPlain(text, flow: flow) { return text }
        return text.unicodeScalars.allSatisfy(ScalarQuoting.isPrintable)
            && text.contains(where: { $0 == "\"" || $0 == "\\" })
            ? ScalarQuoting.single(text) : ScalarQuoting.double(text)
    }

    /// The lines of `text` as a literal block, without their indentation and after the header `|` or `|-`; nil where a
    /// literal block cannot hold the text.
    static func block(_ text: String) -> (header: String, lines: [Substring])? {
        let scalars = text.unicodeScalars
        guard scalars.contains("\n"), let first = scalars.first, first != " ", first != "\t", first != "\n",
            scalars.allSatisfy({ $0 == "\n" || $0 == "\t" || ScalarQuoting.isPrintable($0) }), !text.hasSuffix("\n\n")
        else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard text.hasSuffix("\n") else { return ("|-", lines) }
        lines.removeLast()
        return ("|", lines)
    }

    /// Whether `text` may stand without quotes. Deliberately narrow: the first character leaves no room for numbers,
    /// dates, indicators and `<<`, so that only the words of YAML 1.1 need a list.
    private static func isPlain(_ text: String, flow: Bool) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, let last = bytes.last, last != UInt8(ascii: " "), last != UInt8(ascii: ":"),
            bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }), !words.contains(text.lowercased())
        else { return false }
        if first == UInt8(ascii: "-") {
            // An option such as --addr; a lone dash, a document marker or a negative number is not.
            guard bytes.count > 2, text != "---", isLetter(bytes[1]) || (bytes[1] == first && isLetter(bytes[2])) else {
                return false
            }
        } else if first == UInt8(ascii: ".") {
            // A hidden job or directory; a fraction is not.
            guard bytes.count > 1, isLetter(bytes[1]) else { return false }
        } else if !(isLetter(first) || "/_$".utf8.contains(first)) {
            return false
        }
        for (byte, next) in zip(bytes, bytes.dropFirst()) {
            if byte == UInt8(ascii: ":"), next == UInt8(ascii: " ") { return false }
            if byte == UInt8(ascii: " "), next == UInt8(ascii: "#") { return false }
        }
        // libyaml also ends a plain scalar in brackets at a question mark and at a colon.
        return !flow || !bytes.contains { ",[]{}?:".utf8.contains($0) }
    }

    /// The words that YAML 1.1 reads as booleans, null or floats.
    private static let words: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", ".inf", ".nan",
    ]

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }
}
