package import BuildRequests

/// One word of a POSIX shell command (POSIX.1-2017, Shell Command Language, 2.2).
package enum ShellWord {
    /// Quotes `text` so that the shell expands its CI/CD variables and leaves every other byte alone.
    package static func quoting(_ text: VariableText) -> String {
        guard text.variables.isEmpty else { return doubleQuoted(text) }
        return quoting(literal: text.expanded { _ in "" })
    }

    /// Quotes `text` so that the shell leaves every byte alone.
    package static func quoting(literal text: String) -> String {
        if !text.isEmpty, text.utf8.allSatisfy(isPlain) { return text }
        return "'" + replacing("'", in: text, by: "'\\''") + "'"
    }

    private static func doubleQuoted(_ text: VariableText) -> String {
        var word = "\""
        for (index, segment) in text.segments.enumerated() {
            switch segment {
            case .literal(let literal):
                for scalar in literal.unicodeScalars {
                    if scalar == "\"" || scalar == "\\" || scalar == "`" || scalar == "$" { word += "\\" }
                    word.unicodeScalars.append(scalar)
                }
            case .variable(let name):
                word += runsOn(after: index, in: text.segments) ? "${\(name)}" : "$\(name)"
            }
        }
        return word + "\""
    }

    /// Whether the text after a variable would be taken for more of its name.
    private static func runsOn(after index: Int, in segments: [VariableText.Segment]) -> Bool {
        guard index + 1 < segments.count, case .literal(let next) = segments[index + 1], let first = next.utf8.first
        else { return false }
        return first == UInt8(ascii: "_") || isAlphanumeric(first)
    }

    /// Whether a byte means nothing to a shell, wherever it stands in a word.
    private static func isPlain(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || "_-./:=,@%+".utf8.contains(byte)
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }

    private static func replacing(_ scalar: Unicode.Scalar, in text: String, by replacement: String) -> String {
        var result = ""
        for each in text.unicodeScalars {
            if each == scalar { result += replacement } else { result.unicodeScalars.append(each) }
        }
        return result
    }
}
