import YAMLTree

/// Writes text into a scalar, in the style that it has.
enum ScalarEscaping {
    /// - Returns: nil where the style cannot hold the text.
    static func escaped(
        _ text: String, at range: Range<Int>, in whole: String, _ style: YAMLNode.ScalarStyle, _ map: ScalarMap
    ) -> String? {
        switch style {
        case .literal:
            return text.replacing("\n", with: "\n" + String(repeating: " ", count: map.indentation ?? 0))
        case .folded:
            return text.contains("\n") ? nil : text
        case .singleQuoted:
            return text.contains("\n") ? nil : text.replacing("'", with: "''")
        case .doubleQuoted:
            return text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        case .plain:
            let bytes = Array(whole.utf8)
            let after = bytes[..<range.lowerBound] + Array(text.utf8) + bytes[min(range.upperBound, bytes.count)...]
            return isPlain(String(decoding: after, as: UTF8.self)) ? text : nil
        }
    }

    /// Whether a text can stand in a list as it is.
    private static func isPlain(_ text: String) -> Bool {
        guard let first = text.first, !text.contains("\n"), !text.contains(": "), !text.contains(" #"),
            !text.hasSuffix(":"), !text.hasSuffix(" ")
        else { return false }
        return !"-?:,[]{}#&*!|>'\"%@` ".contains(first) || (first == "-" && text.dropFirst().first != " ")
    }
}
