/// Cuts an expression into lexemes, in the order in which GitLab tries them
/// (https://docs.gitlab.com/ci/jobs/job_rules/#cicd-variable-expressions).
struct ExpressionLexer {
    /// GitLab gives up when a hundred tokens did not reach the end.
    static let tokenLimit = 100

    private let bytes: [UInt8]
    private var position = 0

    init(_ expression: String) { bytes = Array(expression.utf8) }

    mutating func tokens() throws(ExpressionError) -> [ExpressionToken] {
        var tokens: [ExpressionToken] = []
        for _ in 0..<Self.tokenLimit {
            skipSpace()
            guard position < bytes.count else { return tokens }
            tokens.append(try token())
        }
        throw ExpressionError(reason: .tooManyTokens, range: min(position, bytes.count)..<bytes.count)
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    private mutating func token() throws(ExpressionError) -> ExpressionToken {
        let start = position
        let kind: ExpressionToken.Kind
        switch bytes[position] {
        case UInt8(ascii: "("):
            position += 1
            kind = .opening
        case UInt8(ascii: ")"):
            position += 1
            kind = .closing
        case UInt8(ascii: "$"): kind = try dollar()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): kind = try quotedText()
        case UInt8(ascii: "/"): kind = try pattern()
        default:
            if take("null") {
                kind = .null
            } else if let boolean = boolean() {
                kind = .boolean(boolean)
            } else if let binary = binaryOperator() {
                kind = .binary(binary)
            } else if take("!") {
                kind = .not
            } else {
                throw ExpressionDiagnosis(bytes: bytes, position: position).error()
            }
        }
        return ExpressionToken(kind: kind, range: start..<position)
    }

    private mutating func take(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for index in 0..<length where bytes[position + index] != (text.utf8Start + index).pointee { return false }
        position += length
        return true
    }

    private mutating func boolean() -> Bool? {
        let start = position
        let value: Bool
        if take("true") {
            value = true
        } else if take("false") {
            value = false
        } else {
            return nil
        }
        if position < bytes.count, Self.isWord(bytes[position]) || bytes[position] >= 0x80 {
            position = start
            return nil
        }
        return value
    }

    private mutating func binaryOperator() -> BinaryOperator? {
        if take("==") { return .equals }
        if take("=~") { return .matches }
        if take("!=") { return .notEquals }
        if take("!~") { return .notMatches }
        if take("&&") { return .and }
        if take("||") { return .or }
        return nil
    }

    /// `$[[ inputs.name ]]` or `$NAME`.
    private mutating func dollar() throws(ExpressionError) -> ExpressionToken.Kind {
        if let (name, end) = input() {
            position = end
            return .input(name)
        }
        var end = position + 1
        while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
        guard end > position + 1 else { throw ExpressionDiagnosis(bytes: bytes, position: position).error() }
        let name = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
        position = end
        return .variable(name)
    }

    private func input() -> (name: String, end: Int)? {
        guard bytes[position...].starts(with: "$[[".utf8) else { return nil }
        var index = position + 3
        func skip() { while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 } }
        skip()
        guard bytes[index...].starts(with: "inputs.".utf8) else { return nil }
        index += 7
        let start = index
        while index < bytes.count, Self.isWord(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
        guard index > start else { return nil }
        let name = String(decoding: bytes[start..<index], as: UTF8.self)
        skip()
        guard bytes[index...].starts(with: "]]".utf8) else { return nil }
        return (name, index + 2)
    }

    /// Text has no escapes and ends on the same line.
    private mutating func quotedText() throws(ExpressionError) -> ExpressionToken.Kind {
        let quote = bytes[position]
        var end = position + 1
        while end < bytes.count, bytes[end] != quote, bytes[end] != UInt8(ascii: "\n") { end += 1 }
        guard end < bytes.count, bytes[end] == quote else {
            throw ExpressionError(reason: .unclosedText, range: position..<end)
        }
        let text = String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
        position = end + 1
        return .text(text)
    }

    private mutating func pattern() throws(ExpressionError) -> ExpressionToken.Kind {
        let start = position
        guard var end = patternEnd(from: position + 1) else {
            throw ExpressionDiagnosis(bytes: bytes, position: position).error()
        }
        while end < bytes.count, SlashPattern.isFlag(bytes[end]) { end += 1 }
        position = end
        return .pattern(String(decoding: bytes[start..<end], as: UTF8.self))
    }

    /// Where a pattern ends that begins at `start`, after its closing slash.
    ///
    /// This is the first way in which a backtracking engine satisfies `([^\/]|\\/)+[^\\]\/`, which GitLab uses: one or
    /// more characters other than a slash or escaped slashes, any character but a backslash, and a slash.
    private func patternEnd(from start: Int) -> Int? {
        // ends[i]: the end found when the repetition has come to i; filled from the back.
        var last: (next: Int?, afterNext: Int?) = (nil, nil)
        var result: Int?
        var index = bytes.count
        while index > start {
            index -= 1
            let byte = bytes[index]
            var found: Int?
            if byte != UInt8(ascii: "/") { found = last.next }
            if found == nil, byte == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "/")
            {
                found = last.afterNext
            }
            // The repetition needs one member, so it cannot stop at the start.
            if index == start {
                result = found
                break
            }
            if found == nil, byte != UInt8(ascii: "\\") {
                // Step over a whole character before the closing slash.
                var slash = index + 1
                while slash < bytes.count, bytes[slash] & 0xC0 == 0x80 { slash += 1 }
                let isCharacterStart = byte & 0xC0 != 0x80
                if isCharacterStart, slash < bytes.count, bytes[slash] == UInt8(ascii: "/") { found = slash + 1 }
            }
            last = (found, last.next)
        }
        return result
    }

    /// Ruby's `\s`.
    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// Ruby's `\w`.
    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}
