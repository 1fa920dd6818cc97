/// The tags of a job as GitLab counts them: joined by commas and cut again, without blanks and repetitions. Quotes keep a
/// comma inside of a tag.
enum TagList {
    /// GitLab wants fewer tags than this.
    static let limit = 50

    static func count(_ members: [ConfigValue]) -> Int {
        // Only a comma can make more tags than there are members, which is all that matters for the limit.
        let isPlain = members.allSatisfy { $0.string.map { !$0.utf8.contains(UInt8(ascii: ",")) } ?? false }
        if isPlain, members.count < limit { return members.count }
        let joined = flattened(members).map(RubyText.string).joined(separator: ", ")
        var text = Array(joined.unicodeScalars)
        var tags: Set<String> = []
        for quote in ["\"", "'"] as [Unicode.Scalar] where text.contains(quote) {
            takeQuoted(quote, from: &text, into: &tags)
        }
        for part in text.split(separator: ",") {
            let tag = trimmed(part)
            if !tag.isEmpty { tags.insert(tag) }
        }
        return tags.count
    }

    private static func flattened(_ members: [ConfigValue]) -> [ConfigValue] {
        members.flatMap { $0.sequence.map(flattened) ?? [$0] }
    }

    /// Takes out every quoted text that stands between commas or the ends.
    private static func takeQuoted(
        _ quote: Unicode.Scalar, from text: inout [Unicode.Scalar], into tags: inout Set<String>
    ) {
        var rest: [Unicode.Scalar] = []
        var index = 0
        while index < text.count {
            if index == 0 || text[index] == ",", let (tag, end) = quoted(quote, in: text, from: index) {
                let tag = trimmed(tag)
                if !tag.isEmpty { tags.insert(tag) }
                index = end
            } else {
                rest.append(text[index])
                index += 1
            }
        }
        text = rest
    }

    private static func quoted(
        _ quote: Unicode.Scalar, in text: [Unicode.Scalar], from start: Int
    ) -> (tag: ArraySlice<Unicode.Scalar>, end: Int)? {
        var index = start
        if text[index] == "," { index += 1 }
        func skipSpace(_ index: inout Int) {
            while index < text.count, text[index].properties.isWhitespace { index += 1 }
        }
        skipSpace(&index)
        guard index < text.count, text[index] == quote else { return nil }
        let begin = index + 1
        index = begin
        while index < text.count, text[index] != "\n" {
            if text[index] == quote {
                var after = index + 1
                skipSpace(&after)
                if after == text.count || text[after] == "," { return (text[begin..<index], after) }
            }
            index += 1
        }
        return nil
    }

    private static func trimmed(_ part: ArraySlice<Unicode.Scalar>) -> String {
        var part = part
        while let first = part.first, first.properties.isWhitespace { part.removeFirst() }
        while let last = part.last, last.properties.isWhitespace { part.removeLast() }
        var text = ""
        text.unicodeScalars.append(contentsOf: part)
        return text
    }
}
