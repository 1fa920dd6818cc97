/// What names of images and tags may look like (the grammar of distribution/reference), and how a text is made one.
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

    /// Whether a text is the name of an image without tag and digest, such as `registry.example.com:5000/group/app`.
    package static func isImageName(_ name: String) -> Bool {
        var components = name.split(separator: "/", omittingEmptySubsequences: false)[...]
        if components.count > 1, let first = components.first,
            first.contains(".") || first.contains(":") || first == "localhost" || first.hasPrefix("[")
        {
            guard isHost(first) else { return false }
            components = components.dropFirst()
        }
        return name.utf8.count <= 255 && !components.isEmpty && components.allSatisfy(isPathComponent)
    }

    private static func isHost(_ text: Substring) -> Bool {
        var host = text
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            guard UInt16(host[host.index(after: colon)...]) != nil else { return false }
            host = host[..<colon]
        }
        if host.hasPrefix("["), host.hasSuffix("]") {
            return host.dropFirst().dropLast().utf8.allSatisfy {
                Character(Unicode.Scalar($0)).isHexDigit || $0 == 0x3a
            }
        }
        return host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty && label.utf8.allSatisfy(isAlphanumericOrHyphen) && !label.hasPrefix("-")
                && !label.hasSuffix("-")
        }
    }

    /// Lower-case letters and digits, with `.`, `_`, `__` or hyphens between them.
    private static func isPathComponent(_ text: Substring) -> Bool {
        let isWord: (Character) -> Bool = { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
        guard let first = text.first, let last = text.last, isWord(first), isWord(last) else { return false }
        return text.split(whereSeparator: isWord).allSatisfy { separator in
            [".", "_", "__"].contains(separator) || separator.allSatisfy { $0 == "-" }
        }
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
