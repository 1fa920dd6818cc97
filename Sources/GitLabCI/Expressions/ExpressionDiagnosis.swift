/// Finds a plain reason for text that is no lexeme.
struct ExpressionDiagnosis {
    let bytes: [UInt8]
    /// Where the lexer got stuck.
    let position: Int

    func error() -> ExpressionError {
        let next = position + 1 < bytes.count ? bytes[position + 1] : nil
        switch bytes[position] {
        case UInt8(ascii: "$"):
            if next == UInt8(ascii: "{") {
                let end = bytes[position...].firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? bytes.count
                return make(.bracedVariable(text(to: end)), to: end)
            }
            return make(.unknownCharacter("$"), to: position + 1)
        case UInt8(ascii: "/"): return patternError()
        case UInt8(ascii: "&"): return make(.singleOperator(found: "&", meant: "&&"), to: position + 1)
        case UInt8(ascii: "|"): return make(.singleOperator(found: "|", meant: "||"), to: position + 1)
        case UInt8(ascii: "="): return make(.singleOperator(found: "=", meant: "=="), to: position + 1)
        case UInt8(ascii: "<"), UInt8(ascii: ">"):
            let end = next == UInt8(ascii: "=") ? position + 2 : position + 1
            return make(.comparison(text(to: end)), to: end)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return make(.number(text(to: wordEnd)), to: wordEnd)
        default: return wordError()
        }
    }

    private func wordError() -> ExpressionError {
        let end = wordEnd
        guard end > position else {
            var end = position + 1
            while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
            return make(.unknownCharacter(text(to: end)), to: end)
        }
        let word = text(to: end)
        switch word.lowercased() {
        case "and": return make(.wordOperator(found: word, meant: "&&"), to: end)
        case "or": return make(.wordOperator(found: word, meant: "||"), to: end)
        case "not": return make(.wordOperator(found: word, meant: "!"), to: end)
        // Only lower case counts.
        case "true", "false", "null": return make(.wordOperator(found: word, meant: word.lowercased()), to: end)
        default: return make(.bareWord(word), to: end)
        }
    }

    private func patternError() -> ExpressionError {
        var end = position + 1
        while end < bytes.count, bytes[end] != UInt8(ascii: "/") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < bytes.count else { return make(.unclosedPattern, to: bytes.count) }
        return make(.patternTooShort, to: end + 1)
    }

    private var wordEnd: Int {
        var end = position
        while end < bytes.count, ExpressionLexer.isWord(bytes[end]) { end += 1 }
        return end
    }

    private func text(to end: Int) -> String {
        String(decoding: bytes[position..<min(end, bytes.count)], as: UTF8.self)
    }

    private func make(_ reason: ExpressionError.Reason, to end: Int) -> ExpressionError {
        ExpressionError(reason: reason, range: position..<min(end, bytes.count))
    }
}
