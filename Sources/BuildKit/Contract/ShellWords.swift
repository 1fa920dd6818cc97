/// Splits text into words as a POSIX shell does (XCU 2.2 and 2.6.5): quotes and backslashes count, nothing is expanded.
package enum ShellWords {
    /// A quote or an escape that does not end.
    package struct UnfinishedQuote: Error, Equatable, Sendable, CustomStringConvertible {
        /// `'`, `"` or `\`.
        package let quote: Character
        /// Where it begins, counted in characters from 1.
        package let position: Int

        package var description: String {
            quote == "\\" ? "ends in a backslash" : "has an unclosed \(quote) at character \(position)"
        }
    }

    /// - Throws: `UnfinishedQuote`.
    package static func split(_ text: String) throws(UnfinishedQuote) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: (Character, Int)?
        var rest = Array(text)[...]
        while let character = rest.popFirst() {
            let position = rest.startIndex
            switch (quote?.0, character) {
            case (nil, " "), (nil, "\t"), (nil, "\n"), (nil, "\r\n"):
                if let finished = word { words.append(finished) }
                word = nil
            case (nil, "'"), (nil, "\""):
                quote = (character, position)
                word = word ?? ""
            case ("'", "'"), ("\"", "\""):
                quote = nil
            case (nil, "\\"):
                guard let escaped = rest.popFirst() else { throw UnfinishedQuote(quote: "\\", position: position) }
                // A backslash and a newline together are nothing.
                if escaped != "\n" { word = (word ?? "") + String(escaped) }
            case ("\"", "\\"):
                // Within double quotes a backslash escapes only what would be special there.
                guard let next = rest.first, "$`\"\\\n".contains(next) else {
                    word?.append(character)
                    break
                }
                rest.removeFirst()
                if next != "\n" { word?.append(next) }
            default:
                word = (word ?? "") + String(character)
            }
        }
        if let (quote, position) = quote { throw UnfinishedQuote(quote: quote, position: position) }
        if let word { words.append(word) }
        return words
    }

    /// One word, quoted so that `split` and a shell give it back.
    package static func quoted(_ word: String) -> String {
        let harmless = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "_-./:=,@%+".utf8.contains(byte)
            }
        }
        if harmless && !word.isEmpty { return word }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
