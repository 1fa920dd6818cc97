/// Decides what a scalar means, exactly as Psych's `safe_load` with GitLab's settings: symbols allowed, no other class.
package enum ScalarResolver {
    /// - Parameter tag: the tag in full, or nil when there is none.
    package static func resolve(_ text: String, style: YAMLNode.ScalarStyle, tag: String?) -> YAMLScalar {
        guard let tag else { return style == .plain ? resolvePlain(text) : .string(text) }
        return resolveTagged(text, tag)
    }

    /// With a tag it does not matter whether the scalar is quoted: a tag that Ruby does not know leaves the text to the
    /// rules for plain scalars.
    private static func resolveTagged(_ text: String, _ tag: String) -> YAMLScalar {
        switch tag {
        case "!binary", "tag:yaml.org,2002:binary":
            return .string(String(decoding: Base64Text.decodeLeniently(text), as: UTF8.self))
        case "!str", "!ruby/string", "tag:yaml.org,2002:str", "!str:", "!ruby/string:":
            return .string(text)
        case "tag:yaml.org,2002:float", "!float":
            switch resolvePlain(text) {
            case .float(let number): return .float(number)
            case .integer(let number): return .float(Double(number))
            case .bigInteger(let digits): return Double(digits).map { .float($0) } ?? .invalid
            case .refused(let name): return .refused(className: name)
            default: return .invalid
            }
        case "!ruby/object:BigDecimal": return .refused(className: "BigDecimal")
        case "!ruby/object:DateTime": return .refused(className: "DateTime")
        case "!ruby/encoding": return .refused(className: "Encoding")
        case "!ruby/object:Complex": return .refused(className: "Complex")
        case "!ruby/object:Rational": return .refused(className: "Rational")
        case "!ruby/regexp": return .refused(className: "Regexp")
        case "!ruby/range": return .refused(className: "Range")
        case "!ruby/class", "!ruby/module":
            return text.isEmpty ? .null : .refused(className: text)
        default:
            for prefix in ["!str:", "!ruby/string:"] where tag.hasPrefix(prefix) {
                return .refused(className: String(tag.dropFirst(prefix.count)))
            }
            if tag.hasPrefix("!ruby/sym") { return .symbol(text) }
            return resolvePlain(text)
        }
    }

    /// Psych's `ScalarScanner#tokenize`, test by test in its order.
    package static func resolvePlain(_ text: String) -> YAMLScalar {
        guard !text.isEmpty else { return .null }
        var copy = text
        return copy.withUTF8 { bytes in
            if looksLikeText(bytes, text) { return resolveWord(bytes, text) }
            return resolveNumeric(bytes, text)
        }
    }

    /// Whether the text starts like a word or has several lines.
    private static func looksLikeText(_ bytes: UnsafeBufferPointer<UInt8>, _ text: String) -> Bool {
        let first = bytes[0]
        if first < 0x80 {
            if isWordCharacter(first) { return true }
            let mayLead = !(ScalarPattern.isDigit(first) || first == 0x2E || first == 0x3A || first == 0x2D)
            if mayLead, bytes.count > 1 {
                if bytes[1] < 0x80 {
                    if isWordCharacter(bytes[1]) { return true }
                } else if isAlphabetic(text, at: 1) {
                    return true
                }
            }
        } else {
            if isAlphabetic(text, at: 0) { return true }
            let second = text.unicodeScalars.dropFirst().first
            if let second, second.isASCII ? isWordCharacter(UInt8(second.value)) : second.properties.isAlphabetic {
                return true
            }
        }
        return bytes.contains(0x0A)
    }

    private static func resolveWord(_ bytes: UnsafeBufferPointer<UInt8>, _ text: String) -> YAMLScalar {
        // The words are `~`, null, yes, true, on, no, false, off; Ruby looks at five characters at most.
        guard bytes.count <= 5, isLeadOfWord(bytes[0]) else { return .string(text) }
        if bytes.contains(0x0A) { return resolveLines(text) }
        return word(text.lowercased()) ?? .string(text)
    }

    /// Ruby's `^` and `$` match at every line, so that a word may stand on any of them.
    private static func resolveLines(_ text: String) -> YAMLScalar {
        let lines = text.lowercased().split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.allSatisfy({ $0.utf8.first.map(isLeadOfWord) ?? true }) else { return .string(text) }
        let words = lines.compactMap { word(String($0)) }
        for candidate in [YAMLScalar.null, .bool(true), .bool(false)] where words.contains(candidate) {
            return candidate
        }
        return .string(text)
    }

    private static func word(_ text: String) -> YAMLScalar? {
        switch text {
        case "~", "null": .null
        case "yes", "true", "on": .bool(true)
        case "no", "false", "off": .bool(false)
        default: nil
        }
    }

    /// `[ytonf~]` in any case.
    private static func isLeadOfWord(_ byte: UInt8) -> Bool {
        switch byte | 0x20 {
        case 0x79, 0x74, 0x6F, 0x6E, 0x66, 0x7E: true
        default: false
        }
    }

    private static func resolveNumeric(_ bytes: UnsafeBufferPointer<UInt8>, _ text: String) -> YAMLScalar {
        if ScalarPattern.isTime(bytes) { return .refused(className: "Time") }
        if ScalarPattern.isDate(bytes) { return .refused(className: "Date") }
        if bytes.count <= 5, let special = specialFloat(text.lowercased()) { return .float(special) }
        if bytes[0] == 0x3A, bytes.count > 1 { return symbol(text) }
        if ScalarPattern.isSexagesimalInteger(bytes) { return ScalarNumber.sexagesimalInteger(text) }
        if ScalarPattern.isSexagesimalFloat(bytes) { return ScalarNumber.sexagesimalFloat(text) }
        if ScalarPattern.isFloat(bytes) { return ScalarNumber.float(text) }
        if let radix = ScalarPattern.radixOfInteger(bytes) { return ScalarNumber.integer(text, radix: radix) }
        return .string(text)
    }

    private static func specialFloat(_ text: String) -> Double? {
        switch text {
        case ".inf", "+.inf": .infinity
        case "-.inf": -.infinity
        case ".nan": .nan
        default: nil
        }
    }

    /// `:name`, `:"two words"`; the colon and the quotes fall away.
    private static func symbol(_ text: String) -> YAMLScalar {
        let rest = text.dropFirst()
        if let quote = rest.first, quote == "\"" || quote == "'" {
            let inner = rest.dropFirst()
            if let end = inner.lastIndex(of: quote) {
                let name = inner[..<end]
                return .symbol(String(name.first == ":" ? name.dropFirst() : name))
            }
        }
        return .symbol(String(rest))
    }

    /// `[[:alpha:]_\s!@#$%\^&*(){}<>|/\\~;=]`, as far as it is ASCII.
    private static func isWordCharacter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x09...0x0D, 0x20, 0x21, 0x23...0x26, 0x28...0x2A, 0x2F, 0x3B...0x3E, 0x40, 0x5C,
            0x5E, 0x5F, 0x7B...0x7E:
            true
        default: false
        }
    }

    private static func isAlphabetic(_ text: String, at index: Int) -> Bool {
        text.unicodeScalars.dropFirst(index).first.map { $0.properties.isAlphabetic } ?? false
    }
}
