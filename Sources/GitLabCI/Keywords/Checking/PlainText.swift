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

/// Lists inside of lists.
enum Nesting {
    /// How deep lists of commands, rules and stages may be nested.
    static let limit = 10

    static func holds(_ value: ConfigValue?, levels: Int, leaf: (ConfigValue) -> Bool) -> Bool {
        guard let members = value?.sequence else { return false }
        return members.allSatisfy { leaf($0) || (levels > 1 && holds($0, levels: levels - 1, leaf: leaf)) }
    }

    /// The first value that is neither a leaf nor a list.
    static func culprit(_ value: ConfigValue?, leaf: (ConfigValue) -> Bool) -> ConfigValue? {
        guard let value else { return nil }
        guard let members = value.sequence else { return leaf(value) ? nil : value }
        for member in members where !leaf(member) {
            if let found = culprit(member, leaf: leaf) { return found }
        }
        return nil
    }

    static func place(_ value: ConfigValue?, leaf: (ConfigValue) -> Bool) -> Violation.Place {
        culprit(value, leaf: leaf).map { .span($0.span) } ?? .value
    }
}

/// `%2F` in cache keys, which GitLab undoes before it looks at them (Ruby's `CGI.unescape`).
enum PercentEncoding {
    static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let code = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                result.append(code)
                index += 3
            } else {
                result.append(bytes[index] == UInt8(ascii: "+") ? 0x20 : bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// What Rails takes for a number: numbers, and texts that look like one.
enum Numericality {
    static func number(_ value: ConfigValue) -> Double? {
        switch value.content {
        case .integer(let number): Double(number)
        case .bigInteger(let digits): Double(digits)
        case .float(let number): number
        case .string(let text): number(text)
        default: nil
        }
    }

    private static func number(_ text: String) -> Double? {
        let trimmed = text.trimmingSpace
        let isPlain = trimmed.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE_".utf8.contains($0) }
        guard isPlain, trimmed.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
        return Double(trimmed.filter { $0 != "_" })
    }

    /// Digits with or without a sign, and nothing else.
    static func isWhole(_ value: ConfigValue) -> Bool {
        switch value.content {
        case .integer, .bigInteger: return true
        case .string(let text):
            let digits = text.hasPrefix("+") || text.hasPrefix("-") ? text.dropFirst() : text[...]
            return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        default: return false
        }
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        var part = self[...]
        while let first = part.first, first.isWhitespace { part.removeFirst() }
        while let last = part.last, last.isWhitespace { part.removeLast() }
        return String(part)
    }
}
