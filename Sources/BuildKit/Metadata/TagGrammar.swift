/// What a tag may look like (the grammar of distribution/reference), and how a text is made one.
package enum TagGrammar {
    /// The most characters that a tag may have.
    package static let longest = 128

    /// A tag and what was done to the text for it beyond replacing characters.
    package struct Rewritten: Equatable, Sendable {
        /// Nothing where the text holds no character that a tag may begin with.
        package let tag: String?
        /// For people; nothing where only characters were replaced, as is usual for `feature/x`.
        package let note: String?
    }

    /// The rewrite of every tag:
    /// 1. each run of characters other than letters, digits, `_`, `.` and `-` becomes one `-`;
    /// 2. `.` and `-` at the beginning are dropped;
    /// 3. what is longer than 128 characters is cut to 119, with `-` and eight hexadecimal digits of a hash of the whole
    ///    text behind it, so that two long branch names do not become one tag.
    package static func tag(_ text: String) -> Rewritten {
        var tag = ""
        var isInRun = false
        for scalar in text.unicodeScalars {
            if scalar.isASCII, isWordOrDotOrHyphen(UInt8(truncatingIfNeeded: scalar.value)) {
                tag.unicodeScalars.append(scalar)
                isInRun = false
            } else if !isInRun {
                tag += "-"
                isInRun = true
            }
        }
        return finished(tag, of: text)
    }

    private static func finished(_ replaced: String, of text: String) -> Rewritten {
        let trimmed = String(replaced.drop { $0 == "." || $0 == "-" })
        guard !trimmed.isEmpty else {
            return Rewritten(
                tag: nil, note: "\"\(text)\" holds nothing that a tag can begin with; no tag is made of it")
        }
        guard trimmed.utf8.count > longest else {
            let note = trimmed == replaced ? nil : "tag \"\(replaced)\" may not begin so; it became \"\(trimmed)\""
            return Rewritten(tag: trimmed, note: note)
        }
        let cut = "\(trimmed.prefix(longest - 9))-\(hash(text))"
        return Rewritten(tag: cut, note: "tag \"\(trimmed)\" has more than \(longest) characters; it became \"\(cut)\"")
    }

    static func isAlphanumericOrHyphen(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func isWordOrDotOrHyphen(_ byte: UInt8) -> Bool {
        isAlphanumericOrHyphen(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
    }

    /// FNV-1a of 32 bits in hexadecimal: short and the same everywhere; it need not withstand an attacker.
    private static func hash(_ text: String) -> String {
        let value = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
