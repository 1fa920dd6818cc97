extension ShellParser {
    /// The word that begins here; nil at an operator or the end.
    mutating func parseWord() -> ShellWord? {
        let start = index
        // Most words are plain.
        while let byte = peek(), !endsWord(byte), !Self.isSpecial(byte) { index += 1 }
        let next = peek()
        if next.map({ endsWord($0) && !startsProcess($0) }) ?? true {
            return index == start ? nil : ShellWord(plain: text(start..<index), range: start..<index)
        }
        var parts: [ShellWord.Part] = []
        if index > start { parts.append(.literal(text(start..<index), .none, start..<index)) }
        while let byte = peek() {
            if startsProcess(byte) {
                let begin = index
                index += 2
                parts.append(substitution(from: begin, closing: UInt8(ascii: ")"), isQuoted: false))
                continue
            }
            guard !endsWord(byte) else { break }
            parsePart(byte, &parts)
        }
        guard index > start else { return nil }
        return ShellWord(parts, range: start..<index)
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"), UInt8(ascii: "`"): true
        default: false
        }
    }

    /// `<(` or `>(`.
    func startsProcess(_ byte: UInt8) -> Bool {
        (byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")) && peek(1) == UInt8(ascii: "(")
    }

    /// One stretch of a word outside of double quotes.
    private mutating func parsePart(_ byte: UInt8, _ parts: inout [ShellWord.Part]) {
        switch byte {
        case UInt8(ascii: "'"):
            parseSingleQuoted(&parts)
        case UInt8(ascii: "\""):
            parseDoubleQuoted(&parts)
        case UInt8(ascii: "\\"):
            if peek(1) == UInt8(ascii: "\n") {
                index += 2
            } else {
                let start = index
                index = min(index + 2, end)
                while let byte = peek(), byte & 0xC0 == 0x80 { index += 1 }
                parts.append(.literal(text(start + 1..<max(index, start + 1)), .backslash, start..<index))
            }
        case UInt8(ascii: "$"):
            parseDollar(isQuoted: false, &parts)
        case UInt8(ascii: "`"):
            let start = index
            index += 1
            parts.append(substitution(from: start, closing: UInt8(ascii: "`"), isQuoted: false))
        default:
            let start = index
            while let byte = peek(), !endsWord(byte), !Self.isSpecial(byte) { index += 1 }
            parts.append(.literal(text(start..<index), .none, start..<index))
        }
    }

    private func endsWord(_ byte: UInt8) -> Bool {
        ShellBytes.endsWord(byte) || (endsAtBackquote && byte == UInt8(ascii: "`"))
    }

    private mutating func parseSingleQuoted(_ parts: inout [ShellWord.Part]) {
        let quote = index
        index += 1
        let start = index
        while let byte = peek(), byte != UInt8(ascii: "'") { index += 1 }
        parts.append(.literal(text(start..<index), .single, start..<index))
        close(UInt8(ascii: "'"), openedAt: quote, "'")
    }

    /// `$'…'`, whose escapes are kept as they stand apart from quotes and backslashes.
    private mutating func parseANSIQuoted(_ parts: inout [ShellWord.Part]) {
        let quote = index
        index += 2
        let start = index
        var content: [UInt8] = []
        while let byte = peek(), byte != UInt8(ascii: "'") {
            if byte == UInt8(ascii: "\\"), let next = peek(1) {
                switch next {
                case UInt8(ascii: "n"): content.append(0x0A)
                case UInt8(ascii: "t"): content.append(0x09)
                case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"): content.append(next)
                default: content += [byte, next]
                }
                index += 2
            } else {
                content.append(byte)
                index += 1
            }
        }
        parts.append(.literal(String(decoding: content, as: UTF8.self), .ansi, start..<index))
        close(UInt8(ascii: "'"), openedAt: quote, "'")
    }

    private mutating func parseDoubleQuoted(_ parts: inout [ShellWord.Part]) {
        let quote = index
        index += 1
        var content: [UInt8] = []
        var start = index
        let first = parts.count
        func flush(_ parts: inout [ShellWord.Part], _ end: Int) {
            if !content.isEmpty {
                parts.append(.literal(String(decoding: content, as: UTF8.self), .double, start..<end))
                content = []
            }
        }
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            switch byte {
            case UInt8(ascii: "\\"):
                guard let next = peek(1) else {
                    content.append(byte)
                    index += 1
                    continue
                }
                switch next {
                case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\""), UInt8(ascii: "\\"):
                    content.append(next)
                case UInt8(ascii: "\n"): break
                default: content += [byte, next]
                }
                index += 2
            case UInt8(ascii: "$"):
                flush(&parts, index)
                parseDollar(isQuoted: true, &parts)
                start = index
            case UInt8(ascii: "`"):
                flush(&parts, index)
                let begin = index
                index += 1
                parts.append(substitution(from: begin, closing: UInt8(ascii: "`"), isQuoted: true))
                start = index
            default:
                content.append(byte)
                index += 1
            }
        }
        flush(&parts, index)
        // `""` is a word, and quoted.
        if parts.count == first { parts.append(.literal("", .double, index..<index)) }
        close(UInt8(ascii: "\""), openedAt: quote, "\"")
    }

    private mutating func close(_ byte: UInt8, openedAt start: Int, _ symbol: String) {
        if peek() == byte {
            index += 1
        } else {
            problems.append(ShellProblem(kind: .unterminated(symbol), range: start..<start + 1))
        }
    }

    // MARK: What begins with a dollar sign

    private mutating func parseDollar(isQuoted: Bool, _ parts: inout [ShellWord.Part]) {
        let start = index
        guard let next = peek(1) else {
            index += 1
            parts.append(.literal("$", isQuoted ? .double : .none, start..<index))
            return
        }
        switch next {
        case UInt8(ascii: "("):
            if peek(2) == UInt8(ascii: "("), let end = endOfArithmetic() {
                index = end
                parts.append(.arithmetic(isQuoted: isQuoted, start..<index))
            } else {
                index += 2
                parts.append(substitution(from: start, closing: UInt8(ascii: ")"), isQuoted: isQuoted))
            }
        case UInt8(ascii: "{"):
            index += 2
            parseBraces(from: start, isQuoted: isQuoted, &parts)
        case UInt8(ascii: "'") where !isQuoted:
            parseANSIQuoted(&parts)
        case UInt8(ascii: "\"") where !isQuoted:
            // `$"…"` is a translated text; without a catalogue it is the text.
            index += 1
            parseDoubleQuoted(&parts)
        case _ where ShellBytes.isNameStart(next):
            index += 1
            let name = index
            while let byte = peek(), ShellBytes.isName(byte) { index += 1 }
            parts.append(.parameter(name: text(name..<index), operation: "", isQuoted: isQuoted, start..<index))
        case _ where ShellBytes.isSpecialParameter(next):
            index += 2
            parts.append(
                .parameter(name: text(start + 1..<index), operation: "", isQuoted: isQuoted, start..<index))
        default:
            index += 1
            parts.append(.literal("$", isQuoted ? .double : .none, start..<index))
        }
    }

    /// `${…}` behind its brace; expansions within it are part of the operation.
    private mutating func parseBraces(from start: Int, isQuoted: Bool, _ parts: inout [ShellWord.Part]) {
        var name = index
        // `${#NAME}` and `${!NAME}`
        if let byte = peek(), byte == UInt8(ascii: "#") || byte == UInt8(ascii: "!"),
            peek(1).map(ShellBytes.isNameStart) ?? false
        {
            index += 1
            name = index
        }
        if let byte = peek(), ShellBytes.isSpecialParameter(byte) {
            index += 1
        } else {
            while let byte = peek(), ShellBytes.isName(byte) { index += 1 }
        }
        let operation = index
        let parameter = text(name..<operation)
        var open = 1
        while let byte = peek() {
            if byte == UInt8(ascii: "\\") {
                index = min(index + 2, end)
                continue
            }
            if byte == UInt8(ascii: "{"), index > operation, bytes[index - 1] == UInt8(ascii: "$") { open += 1 }
            if byte == UInt8(ascii: "}") {
                open -= 1
                if open == 0 { break }
            }
            if byte == UInt8(ascii: "'"), !isQuoted, let end = bytes[(index + 1)..<end].firstIndex(of: byte) {
                index = end
            }
            index += 1
        }
        let body = text(operation..<min(index, end))
        if peek() == UInt8(ascii: "}") {
            index += 1
        } else {
            problems.append(ShellProblem(kind: .unterminated("${"), range: start..<start + 2))
        }
        parts.append(.parameter(name: parameter, operation: body, isQuoted: isQuoted, start..<index))
    }

    /// The end of `$((…))`; nil when it is a substitution that begins with a subshell.
    private func endOfArithmetic() -> Int? {
        var position = index + 3
        var open = 2
        while position < end {
            if bytes[position] == UInt8(ascii: "(") { open += 1 }
            if bytes[position] == UInt8(ascii: ")") {
                open -= 1
                if open == 1, !(position + 1 < end && bytes[position + 1] == UInt8(ascii: ")")) { return nil }
                if open == 0 { return position + 1 }
            }
            position += 1
        }
        return nil
    }

    private mutating func substitution(from start: Int, closing: UInt8, isQuoted: Bool) -> ShellWord.Part {
        let symbol = text(start..<index)
        guard depth < Self.depthLimit else {
            problems.append(ShellProblem(kind: .tooDeep, range: start..<index))
            index = end
            return .command(isQuoted: isQuoted, start..<index)
        }
        if !parseSubstitution(closing: closing) {
            problems.append(ShellProblem(kind: .unterminated(symbol), range: start..<start + symbol.utf8.count))
        }
        return .command(isQuoted: isQuoted, start..<index)
    }
}

extension ShellWord {
    /// The word without its first bytes, which are unquoted text.
    ///
    /// - Parameters:
    ///   - position: where the rest begins.
    ///   - length: how many bytes are left out.
    func dropping(upTo position: Int, length: Int) -> ShellWord {
        let rest = position..<max(position, range.upperBound)
        var parts = parts
        guard case .literal(let text, .none, let range)? = parts.first, text.utf8.count >= length else {
            return ShellWord(parts, range: rest)
        }
        parts.removeFirst()
        let left = String(decoding: text.utf8.dropFirst(length), as: UTF8.self)
        if parts.isEmpty { return ShellWord(plain: left, range: rest) }
        if !left.isEmpty { parts.insert(.literal(left, .none, position..<range.upperBound), at: 0) }
        return ShellWord(parts, range: rest)
    }
}
