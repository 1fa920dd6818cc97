import YAMLTree

/// How an edit writes a text into a file, in brackets or out of them.
enum EditedScalar {
    /// The words that YAML 1.1 reads as booleans or null.
    private static let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]

    /// The text itself where it is a plain word or path, else in single quotes.
    static func plainOrQuoted(_ text: String) -> String {
        let start = text.hasPrefix(".") ? text.dropFirst() : text[...]
        let isPlain =
            (start.first.map { $0.isASCII && $0.isLetter } ?? false) && text.utf8.allSatisfy(isWord)
            && !words.contains(text.lowercased())
        return isPlain ? text : ScalarQuoting.single(text)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "/"),
            UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
