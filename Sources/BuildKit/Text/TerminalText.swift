/// Text as it may stand in a log or a report, whatever a program has printed for a terminal.
package enum TerminalText {
    /// The text without escape sequences and control characters, but for tabs. What a backspace takes back is gone; line
    /// breaks are dropped too, so that one line stays one line.
    package static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) && $0 != "\t" }) else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\u{1b}": skipSequence(&rest)
            case "\u{9b}": skipParameters(&rest)
            case "\u{90}", "\u{98}", "\u{9d}", "\u{9e}", "\u{9f}": skipString(&rest)
            case "\u{8}": _ = result.popLast()
            case "\t": result.append(scalar)
            default: if !isControl(scalar) { result.append(scalar) }
            }
        }
        return String(result)
    }

    /// Control characters of ASCII and of ECMA-48, and those by which text can be shown in another order than it has.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7f: false
        case 0..<0x20, 0x7f...0x9f, 0x2028...0x202e, 0x2066...0x2069: true
        default: false
        }
    }

    /// What follows an escape character (ECMA-48, 5.3 and 5.4).
    private static func skipSequence(_ rest: inout Substring.UnicodeScalarView) {
        guard let next = rest.first else { return }
        switch next {
        case "[":
            rest.removeFirst()
            skipParameters(&rest)
        case "]", "P", "X", "^", "_":
            rest.removeFirst()
            skipString(&rest)
        default:
            while let scalar = rest.first, (0x20...0x2f).contains(scalar.value) { rest.removeFirst() }
            if let scalar = rest.first, (0x30...0x7e).contains(scalar.value) { rest.removeFirst() }
        }
    }

    /// Up to the final byte of a control sequence, or to what cannot belong to one.
    private static func skipParameters(_ rest: inout Substring.UnicodeScalarView) {
        while let scalar = rest.first, (0x20...0x3f).contains(scalar.value) { rest.removeFirst() }
        if let scalar = rest.first, (0x40...0x7e).contains(scalar.value) { rest.removeFirst() }
    }

    /// Up to the terminator of a control string: the title of a window, the target of a link.
    private static func skipString(_ rest: inout Substring.UnicodeScalarView) {
        while let scalar = rest.popFirst() {
            if scalar == "\u{7}" || scalar == "\u{9c}" { return }
            if scalar == "\u{1b}", rest.first == "\\" {
                rest.removeFirst()
                return
            }
        }
    }
}
