import YAMLTree

/// How scalars are written so that Psych (YAML 1.1), and with it GitLab, reads the same value back.
enum ScalarText {
    /// A string on one line, plain where that is safe.
    ///
    /// - Parameter isInBrackets: whether commas and brackets would end a plain scalar.
    static func line(_ text: String, isInBrackets: Bool = false) -> String {
        if isPlain(text, isInBrackets: isInBrackets) { return text }
        let prefersSingle = text.contains { $0 == "\"" || $0 == "\\" }
        return prefersSingle && text.unicodeScalars.allSatisfy(isPrintable) ? singleQuoted(text) : doubleQuoted(text)
    }

    /// A key; one that is no string stays what it is.
    static func key(_ key: ConfigKey) -> String {
        switch key {
        // Even in quotes it would merge, but for the tag.
        case .string("<<"): "!!str \"<<\""
        case .string(let text), .other(let text): line(text, isInBrackets: true)
        case .integer(let number): String(number)
        case .float(let number): float(number)
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        }
    }

    static func float(_ number: Double) -> String {
        if number.isNaN { return ".nan" }
        if number.isInfinite { return number < 0 ? "-.inf" : ".inf" }
        return RubyText.float(number)
    }

    /// The lines of a text as a literal block, without their indentation and after the header (`|`, `|-` or `|2`); nil
    /// for a text of one line, and where a literal block cannot hold the text.
    static func block(_ text: String) -> (header: String, lines: [Substring])? {
        let scalars = text.unicodeScalars
        guard scalars.dropLast().contains("\n"), let first = scalars.first, first != "\t", first != "\n",
            scalars.allSatisfy({ $0 == "\n" || $0 == "\t" || isPrintable($0) }), !text.hasSuffix("\n\n")
        else { return nil }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        // A line of nothing but blanks says nothing about the indentation, or too much.
        guard lines.allSatisfy({ $0.isEmpty || $0.contains { $0 != " " && $0 != "\t" } }) else { return nil }
        let indicator = first == " " ? "2" : ""
        guard text.hasSuffix("\n") else { return ("|\(indicator)-", lines) }
        lines.removeLast()
        return ("|\(indicator)", lines)
    }

    /// Text for a comment: what would end it, or is not to be seen, becomes `?`.
    static func comment(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars { result.unicodeScalars.append(isPrintable(scalar) ? scalar : "?") }
        return result
    }

    private static func isPlain(_ text: String, isInBrackets: Bool) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, let last = scalars.last, first != " ", last != " ", last != ":",
            !indicators.contains(first), !words.contains(text), !text.hasPrefix("---"), !text.hasPrefix("..."),
            scalars.allSatisfy(isPrintable)
        else { return false }
        if first == "-", scalars.dropFirst().first.map({ $0 == " " }) ?? true { return false }
        var previous: Unicode.Scalar = " "
        for scalar in scalars {
            if previous == ":", scalar == " " { return false }
            if previous == " ", scalar == "#" { return false }
            if isInBrackets, ",[]{}?:".unicodeScalars.contains(scalar) { return false }
            previous = scalar
        }
        // What Psych takes for a number, a boolean, a date or a symbol has to be quoted.
        return YAMLTree.ScalarResolver.resolvePlain(text) == .string(text)
    }

    /// What must not begin a plain scalar. `=` and `<` have a meaning of their own when they stand alone.
    private static let indicators = Set("?:,[]{}#&*!|>'\"%@`=<~".unicodeScalars)

    /// Booleans of YAML 1.1 that are strings for Psych, and not for others.
    private static let words: Set<String> = ["y", "Y", "n", "N"]

    /// Whether a character may stand in the file as it is and means no line break to YAML 1.1.
    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7e, 0xa0...0x2027, 0x202a...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd, 0x1_0000...0x10_ffff: true
        default: false
        }
    }

    private static func singleQuoted(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" { result += "'" }
            result.unicodeScalars.append(scalar)
        }
        return result + "'"
    }

    private static func doubleQuoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where isPrintable(scalar): result.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x1_0000 ? ("u", 4) : ("U", 8)
                result += "\\" + letter + String(repeating: "0", count: width - digits.utf8.count) + digits
            }
        }
        return result + "\""
    }
}
