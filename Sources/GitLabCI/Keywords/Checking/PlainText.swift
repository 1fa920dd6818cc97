import Diagnostics

/// Words for our own messages.
enum PlainText {
    /// A value as people name it, with its text where it is short.
    static func describe(_ value: ConfigValue?) -> String {
        guard let value else { return "missing" }
        switch value.content {
        case .null: return "empty"
        case .bool(let value): return "the boolean \(value)"
        case .integer, .bigInteger, .float: return "the number \(RubyText.string(value))"
        case .string(let text): return "\"\(shortened(text))\""
        case .sequence(let members): return members.isEmpty ? "an empty list" : "a list"
        case .mapping(let map): return map.isEmpty ? "an empty map" : "a map"
        case .reference: return "a reference"
        }
    }

    /// `"a", "b" or "c"`.
    static func list(_ words: [String], _ conjunction: String) -> String {
        let quoted = words.map { "\"\($0)\"" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "nothing" }
        return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }

    static func shortened(_ text: String) -> String {
        let line = text.prefix { !$0.isNewline }
        return line.count > 60 || line.count < text.count ? line.prefix(60) + "…" : String(line)
    }

    /// The place of a part of a text, if the text stands in the file as it is; else the place of the whole.
    static func span(of range: Range<Int>, in text: String, _ value: ConfigValue) -> SourceSpan {
        let source = Array(value.span.text.utf8)
        let wanted = Array(text.utf8)
        guard !wanted.isEmpty, source.count >= wanted.count else { return value.span }
        for start in 0...min(source.count - wanted.count, 2) where source[start...].starts(with: wanted) {
            return value.span.part(offset: start + range.lowerBound, length: max(range.count, 1))
        }
        return value.span
    }
}

extension String {
    fileprivate func replacingFirst(_ part: String, _ replacement: String) -> String {
        guard let offset = firstOffset(utf8: part) else { return self }
        let start = utf8.index(utf8.startIndex, offsetBy: offset)
        return String(self[..<start]) + replacement + String(self[utf8.index(start, offsetBy: part.utf8.count)...])
    }

    func replacing(prefixes: [String]) -> String {
        for prefix in prefixes where hasPrefix(prefix) { return String(dropFirst(prefix.count)) }
        return self
    }
}

extension PlainText {
    /// GitLab's words with YAML's names for the kinds of values.
    static func withoutRubyWords(_ message: String) -> String {
        let words = [
            ("an array of hashes", "a list of maps"), ("an array of strings", "a list of texts"),
            ("an array", "a list"),
            ("a hash", "a map"), ("a string", "text"), ("a symbol", "text"), ("a bool ", "true, false "),
        ]
        return words.reduce(message) { text, pair in text.replacingFirst(pair.0, pair.1) }
    }

    static func mustBe(_ expected: String, _ value: ConfigValue?) -> String {
        "must be \(expected), but is \(describe(value))"
    }
}
