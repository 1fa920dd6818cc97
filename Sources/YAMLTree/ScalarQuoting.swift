/// How text is put into quotes so that a YAML 1.1 parser reads the same text back.
package enum ScalarQuoting {
    /// Whether a character may stand in the file as it is and means no line break to YAML 1.1.
    package static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7e, 0xa0...0x2027, 0x202a...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd, 0x1_0000...0x10_ffff: true
        default: false
        }
    }

    /// In single quotes, which hold everything that is printable.
    package static func single(_ text: String) -> String {
        var result = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" { result += "'" }
            result.unicodeScalars.append(scalar)
        }
        return result + "'"
    }

    /// In double quotes, with escapes for what is not printable (YAML 1.1, 5.6).
    package static func double(_ text: String) -> String {
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
