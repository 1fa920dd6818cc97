/// Text in an XML document (XML 1.0). What no document may hold in any notation becomes U+FFFD.
package enum XMLText {
    /// For the value of an attribute in double quotes.
    package static func attribute(_ text: String) -> String {
        escaped(text) { scalar in
            switch scalar {
            case "\"": "&quot;"
            // A parser would turn these into spaces (section 3.3.3).
            case "\n": "&#10;"
            case "\t": "&#9;"
            default: nil
            }
        }
    }

    /// Between tags.
    package static func content(_ text: String) -> String { escaped(text) { _ in nil } }

    private static func escaped(_ text: String, special: (Unicode.Scalar) -> String?) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\r": result += "&#13;"
            // Section 2.2.
            case "\u{0}"..<"\u{9}", "\u{B}", "\u{C}", "\u{E}"..<" ", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default:
                if let replacement = special(scalar) {
                    result += replacement
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }
}
