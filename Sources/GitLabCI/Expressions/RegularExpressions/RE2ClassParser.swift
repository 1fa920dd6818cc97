/// Reads `[…]`, `\p{…}` and escapes of single characters.
enum RE2ClassParser {
    /// The input stands at `[`.
    static func parse(_ input: inout RE2Input, ignoringCase: Bool) throws(RE2SyntaxError) -> RE2CharacterClass {
        let start = input.position
        var result = RE2CharacterClass()
        result.ignoringCase = ignoringCase
        input.advance()
        if input.peek == "^" {
            input.advance()
            result.negated = true
        }
        var isFirst = true
        while let scalar = input.peek, isFirst || scalar != "]" {
            isFirst = false
            if let member = try posixClass(&input) {
                result.members.append(member)
            } else if scalar == "\\", input.peek(1) == "p" || input.peek(1) == "P" {
                result.members.append(try unicodeGroup(&input))
            } else if scalar == "\\", let letter = input.peek(1), let member = RE2NamedClass.perl(letter) {
                input.advance(by: 2)
                result.members.append(member)
            } else {
                result.members.append(try range(&input, classStart: start))
            }
        }
        guard input.peek == "]" else {
            throw RE2SyntaxError(reason: .missingClosingBracket, offset: input.offset(of: start))
        }
        input.advance()
        return result
    }

    private static func range(
        _ input: inout RE2Input, classStart: Int
    ) throws(RE2SyntaxError) -> RE2CharacterClass.Member {
        let start = input.position
        let low = try character(&input, classStart: classStart)
        // `[a-]` means a or a hyphen.
        guard input.peek == "-", let next = input.peek(1), next != "]" else { return .range(low, low) }
        input.advance()
        let high = try character(&input, classStart: classStart)
        guard low <= high else {
            throw RE2SyntaxError(reason: .reversedRange(input.text(from: start)), offset: input.offset(of: start))
        }
        return .range(low, high)
    }

    private static func character(_ input: inout RE2Input, classStart: Int) throws(RE2SyntaxError) -> Unicode.Scalar {
        guard let scalar = input.peek else {
            throw RE2SyntaxError(reason: .missingClosingBracket, offset: input.offset(of: classStart))
        }
        if scalar == "\\" { return try escapedCharacter(&input) }
        input.advance()
        return scalar
    }

    /// `[:alpha:]` or `[:^alpha:]`; nil if the text is something else.
    private static func posixClass(_ input: inout RE2Input) throws(RE2SyntaxError) -> RE2CharacterClass.Member? {
        guard input.starts(with: "[:") else { return nil }
        var length = 2
        while let scalar = input.peek(length), !(scalar == ":" && input.peek(length + 1) == "]") { length += 1 }
        guard input.peek(length) != nil else { return nil }
        let start = input.position
        input.advance(by: length + 2)
        let text = input.text(from: start)
        var name = text.dropFirst(2).dropLast(2)
        let negated = name.first == "^"
        if negated { name = name.dropFirst() }
        guard let ranges = RE2NamedClass.posix(String(name)) else {
            throw RE2SyntaxError(reason: .unknownClass(text), offset: input.offset(of: start))
        }
        return .ranges(ranges, negated: negated)
    }

    /// The input stands at `\p` or `\P`.
    static func unicodeGroup(_ input: inout RE2Input) throws(RE2SyntaxError) -> RE2CharacterClass.Member {
        let start = input.position
        var negated = input.peek(1) == "P"
        input.advance(by: 2)
        var name = ""
        if input.peek == "{" {
            input.advance()
            let nameStart = input.position
            while let scalar = input.peek, scalar != "}" { input.advance() }
            name = input.text(from: nameStart)
            if input.peek == nil { name = "" }
            input.advance()
        } else {
            let nameStart = input.position
            input.advance()
            name = input.text(from: nameStart)
        }
        if name.hasPrefix("^") {
            negated.toggle()
            name.removeFirst()
        }
        guard let member = RE2UnicodeGroup.member(named: name, negated: negated) else {
            throw RE2SyntaxError(reason: .unknownClass(input.text(from: start)), offset: input.offset(of: start))
        }
        return member
    }

    /// The input stands at the backslash.
    static func escapedCharacter(_ input: inout RE2Input) throws(RE2SyntaxError) -> Unicode.Scalar {
        let start = input.position
        input.advance()
        guard let scalar = input.peek else {
            throw RE2SyntaxError(reason: .trailingBackslash, offset: input.offset(of: start))
        }
        input.advance()
        switch scalar {
        case "1"..."7":
            // A single digit would be a back reference.
            guard let next = input.peek, isOctal(next) else {
                while let digit = input.peek, ("0"..."9").contains(digit) { input.advance() }
                throw RE2SyntaxError(
                    reason: .backreference(input.text(from: start)), offset: input.offset(of: start))
            }
            return octal(first: scalar, &input)
        case "0": return octal(first: scalar, &input)
        case "x":
            if let code = hexadecimal(&input), let result = Unicode.Scalar(code) { return result }
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "a": return "\u{7}"
        case "f": return "\u{C}"
        case "v": return "\u{B}"
        case "8", "9":
            throw RE2SyntaxError(reason: .backreference(input.text(from: start)), offset: input.offset(of: start))
        default:
            if scalar.isASCII, !("a"..."z").contains(scalar), !("A"..."Z").contains(scalar) { return scalar }
            if scalar == "k" {
                throw RE2SyntaxError(reason: .backreference("\\k"), offset: input.offset(of: start))
            }
        }
        throw RE2SyntaxError(reason: .unknownEscape(input.text(from: start)), offset: input.offset(of: start))
    }

    private static func isOctal(_ scalar: Unicode.Scalar) -> Bool { ("0"..."7").contains(scalar) }

    private static func octal(first: Unicode.Scalar, _ input: inout RE2Input) -> Unicode.Scalar {
        var code = first.value - 0x30
        for _ in 0..<2 {
            guard let next = input.peek, isOctal(next) else { break }
            code = code * 8 + next.value - 0x30
            input.advance()
        }
        // At most 0777, which is always a character.
        return Unicode.Scalar(code) ?? "\u{FFFD}"
    }

    private static func hexadecimal(_ input: inout RE2Input) -> UInt32? {
        var code: UInt32 = 0
        if input.peek == "{" {
            input.advance()
            var digits = 0
            while let scalar = input.peek, let digit = hexDigit(scalar) {
                code = code * 16 + digit
                digits += 1
                input.advance()
                if code > 0x10FFFF { return nil }
            }
            guard input.peek == "}", digits > 0 else { return nil }
            input.advance()
            return code
        }
        for _ in 0..<2 {
            guard let scalar = input.peek, let digit = hexDigit(scalar) else { return nil }
            code = code * 16 + digit
            input.advance()
        }
        return code
    }

    private static func hexDigit(_ scalar: Unicode.Scalar) -> UInt32? {
        switch scalar {
        case "0"..."9": scalar.value - 0x30
        case "a"..."f": scalar.value - 0x61 + 10
        case "A"..."F": scalar.value - 0x41 + 10
        default: nil
        }
    }
}
