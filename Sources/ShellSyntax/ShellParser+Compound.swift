/// What stands between the lists of commands of a compound command: reserved words, heads of loops, patterns.
extension ShellParser {
    private static let reserved: [StaticString] = [
        "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "for", "select", "case", "esac", "function",
        "{", "}", "!", "time",
    ]

    /// The reserved word that stands here on its own, not yet consumed.
    func reservedWord() -> String? {
        guard let first = peek() else { return nil }
        for word in Self.reserved where word.utf8Start.pointee == first && at(word) {
            let next = peek(word.utf8CodeUnitCount)
            if next.map(ShellBytes.endsWord) ?? true { return word.description }
        }
        return nil
    }

    /// `for NAME in WORD…` up to the list that is run.
    mutating func skipForHeader() {
        skipBlanks()
        if at("((") {
            index += 1
            return skipArithmeticCommand()
        }
        _ = parseWord()
        skipBlanks()
        guard at("in"), peek(2).map(ShellBytes.endsWord) ?? true else { return }
        index += 2
        while true {
            skipBlanks()
            guard let byte = peek(), byte != UInt8(ascii: "\n"), byte != UInt8(ascii: ";"), parseWord() != nil else {
                return
            }
        }
    }

    /// `case WORD in`
    mutating func skipCaseHeader() {
        skipBlanks()
        _ = parseWord()
        while peek() == UInt8(ascii: "\n") || peek() == UInt8(ascii: " ") || peek() == UInt8(ascii: "\t") { index += 1 }
        if at("in"), peek(2).map(ShellBytes.endsWord) ?? true { index += 2 }
    }

    /// Reads `(a|b)` before a branch; false at `esac`, which is consumed.
    mutating func readPattern() -> Bool {
        if at("esac"), peek(4).map(ShellBytes.endsWord) ?? true {
            index += 4
            return false
        }
        if peek() == UInt8(ascii: "(") { index += 1 }
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: ")"):
                index += 1
                return true
            case UInt8(ascii: "|"), UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
            // No pattern goes over a line; this is no `case` after all.
            case UInt8(ascii: "\n"): return true
            default: if parseWord() == nil { index += 1 }
            }
        }
        return true
    }

    /// The rest of `((…))` behind its first parenthesis.
    mutating func skipArithmeticCommand() {
        var open = 1
        while let byte = peek(), open > 0 {
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
            index += 1
        }
    }
}
