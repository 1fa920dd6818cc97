/// Reads a pattern as RE2 does with its default (Perl-like) options.
///
/// Source of the rules: the syntax page and the behaviour of `re2/parse.cc`: repetition at most 1000 (also of nested
/// repetitions together), no repetition of a repetition, at most 1000 levels of groups.
struct RE2Parser {
    private struct Flags {
        var ignoresCase = false
        var multiline = false
        var dotMatchesNewline = false
    }

    /// A part of the tree and how often repetitions with braces inside of it multiply.
    private struct Piece {
        var syntax: RE2Syntax
        var factor: Int
    }

    /// An open group: finished alternatives, the one being read, and the flags to return to.
    private struct Group {
        var alternatives: [Piece] = []
        var current: [Piece] = []
        var outerFlags: Flags
        var offset: Int
    }

    static let repetitionLimit = 1000
    static let depthLimit = 1000

    private var input: RE2Input
    private var flags = Flags()
    private var groups: [Group] = []
    private var names: Set<String> = []
    /// The text of the repetition that was read just before, if any.
    private var lastRepetition: Int?

    init(_ pattern: String) {
        input = RE2Input(pattern)
        groups = [Group(outerFlags: flags, offset: 0)]
    }

    mutating func parse() throws(RE2SyntaxError) -> RE2Syntax {
        while let scalar = input.peek {
            let start = input.position
            var isRepetition = false
            switch scalar {
            case "(": try openGroup()
            case ")": try closeGroup()
            case "|":
                input.advance()
                finishAlternative()
            case "^":
                input.advance()
                push(.assertion(flags.multiline ? .beginningOfLine : .beginningOfText))
            case "$":
                input.advance()
                push(.assertion(flags.multiline ? .endOfLine : .endOfText))
            case ".":
                input.advance()
                push(.any(newline: flags.dotMatchesNewline))
            case "[": try push(.characterClass(RE2ClassParser.parse(&input, ignoringCase: flags.ignoresCase)))
            case "*", "+", "?":
                input.advance()
                isRepetition = true
                try repeatLast(min: scalar == "+" ? 1 : 0, max: scalar == "?" ? 1 : nil, from: start, counts: false)
            case "{":
                if let (min, max) = input.braces() {
                    isRepetition = true
                    try repeatLast(min: min, max: max, from: start, counts: true)
                } else {
                    input.advance()
                    pushLiteral(scalar)
                }
            case "\\": try escape()
            default:
                input.advance()
                pushLiteral(scalar)
            }
            lastRepetition = isRepetition ? start : nil
        }
        guard groups.count == 1 else {
            throw RE2SyntaxError(reason: .missingClosingParenthesis, offset: groups[groups.count - 1].offset)
        }
        return closed(groups[0]).syntax
    }

    // MARK: Pieces

    private mutating func push(_ syntax: RE2Syntax) { push(Piece(syntax: syntax, factor: 1)) }

    private mutating func push(_ piece: Piece) { groups[groups.count - 1].current.append(piece) }

    private mutating func pushLiteral(_ scalar: Unicode.Scalar) {
        push(.literal(scalar, ignoringCase: flags.ignoresCase))
    }

    private mutating func finishAlternative() {
        let last = groups.count - 1
        groups[last].alternatives.append(concatenated(groups[last].current))
        groups[last].current = []
    }

    private func concatenated(_ pieces: [Piece]) -> Piece {
        switch pieces.count {
        case 0: Piece(syntax: .empty, factor: 1)
        case 1: pieces[0]
        default: Piece(syntax: .concatenation(pieces.map(\.syntax)), factor: pieces.map(\.factor).max() ?? 1)
        }
    }

    private func closed(_ group: Group) -> Piece {
        let all = group.alternatives + [concatenated(group.current)]
        guard all.count > 1 else { return all[0] }
        return Piece(syntax: .alternation(all.map(\.syntax)), factor: all.map(\.factor).max() ?? 1)
    }

    private mutating func repeatLast(min: Int, max: Int?, from start: Int, counts: Bool) throws(RE2SyntaxError) {
        // A question mark after a repetition makes it lazy.
        if input.peek == "?" { input.advance() }
        let text = input.text(from: start)
        if let lastRepetition {
            let whole = input.text(from: lastRepetition)
            let isPossessive = text == "+"
            throw RE2SyntaxError(
                reason: isPossessive ? .possessiveRepetition(whole) : .repeatedRepetition(whole),
                offset: input.offset(of: lastRepetition))
        }
        let last = groups.count - 1
        guard let piece = groups[last].current.popLast() else {
            throw RE2SyntaxError(reason: .nothingToRepeat(text), offset: input.offset(of: start))
        }
        var factor = piece.factor
        if counts {
            let largest = Swift.max(min, max ?? min)
            let times = max ?? min
            if times > 0 { factor *= times }
            if largest > Self.repetitionLimit || (max ?? min) < min || factor > Self.repetitionLimit {
                throw RE2SyntaxError(reason: .repetitionTooLarge(text), offset: input.offset(of: start))
            }
        }
        push(Piece(syntax: .repetition(piece.syntax, min: min, max: max), factor: factor))
    }

    // MARK: Groups

    private mutating func openGroup() throws(RE2SyntaxError) {
        let start = input.position
        guard groups.count <= Self.depthLimit else {
            throw RE2SyntaxError(reason: .nestedTooDeeply, offset: input.offset(of: start))
        }
        let outer = flags
        input.advance()
        if input.peek == "?" {
            input.advance()
            if input.starts(with: "P<")
                || (input.starts(with: "<") && !input.starts(with: "<=") && !input.starts(with: "<!"))
            {
                try groupName(from: start)
            } else if try !groupFlags(from: start) {
                return
            }
        }
        groups.append(Group(outerFlags: outer, offset: input.offset(of: start)))
    }

    private mutating func closeGroup() throws(RE2SyntaxError) {
        guard groups.count > 1, let group = groups.popLast() else {
            throw RE2SyntaxError(reason: .unexpectedClosingParenthesis, offset: input.offset(of: input.position))
        }
        input.advance()
        flags = group.outerFlags
        push(closed(group))
    }

    /// `(?P<name>` or `(?<name>`.
    private mutating func groupName(from start: Int) throws(RE2SyntaxError) {
        while let scalar = input.peek, scalar != "<" { input.advance() }
        input.advance()
        let nameStart = input.position
        while let scalar = input.peek, scalar != ">" { input.advance() }
        let name = input.text(from: nameStart)
        guard input.peek == ">" else {
            throw RE2SyntaxError(reason: .badGroupName(input.text(from: start)), offset: input.offset(of: start))
        }
        input.advance()
        let isWord = name.unicodeScalars.allSatisfy { scalar in
            if scalar == "_" { return true }
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
                .decimalNumber, .nonspacingMark, .spacingMark, .connectorPunctuation:
                return true
            default: return false
            }
        }
        guard isWord, !name.isEmpty else {
            throw RE2SyntaxError(reason: .badGroupName(input.text(from: start)), offset: input.offset(of: start))
        }
        guard names.insert(name).inserted else {
            throw RE2SyntaxError(reason: .duplicateGroupName(name), offset: input.offset(of: start))
        }
    }

    /// `(?flags)` or `(?flags:`; says whether a group was opened.
    private mutating func groupFlags(from start: Int) throws(RE2SyntaxError) -> Bool {
        var changed = flags
        var negated = false
        var sawFlag = false
        while let scalar = input.peek {
            input.advance()
            switch scalar {
            case "i": changed.ignoresCase = !negated
            case "m": changed.multiline = !negated
            case "s": changed.dotMatchesNewline = !negated
            // Swaps greedy and lazy, which makes no difference to whether there is a match.
            case "U": break
            case "-" where !negated:
                negated = true
                sawFlag = false
                continue
            case ":" where !negated || sawFlag, ")" where !negated || sawFlag:
                flags = changed
                return scalar == ":"
            default:
                throw RE2SyntaxError(reason: unsupportedGroup(from: start), offset: input.offset(of: start))
            }
            sawFlag = true
        }
        throw RE2SyntaxError(reason: .missingClosingParenthesis, offset: input.offset(of: start))
    }

    private func unsupportedGroup(from start: Int) -> RE2SyntaxError.Reason {
        for lookaround in ["(?=", "(?!", "(?<=", "(?<!"] where input.hasText(lookaround, at: start) {
            return .lookaround(lookaround)
        }
        if input.hasText("(?>", at: start) { return .atomicGroup }
        if input.hasText("(?P=", at: start) { return .backreference("(?P=") }
        return .unsupportedGroup(input.text(from: start))
    }

    // MARK: Escapes

    private mutating func escape() throws(RE2SyntaxError) {
        switch input.peek(1) {
        case "A": pushEscaped(.assertion(.beginningOfText))
        case "z": pushEscaped(.assertion(.endOfText))
        case "b": pushEscaped(.assertion(.wordBoundary))
        case "B": pushEscaped(.assertion(.noWordBoundary))
        // Any byte; taken as any character here.
        case "C": pushEscaped(.any(newline: true))
        case "Q": quoted()
        case "p", "P":
            var characters = RE2CharacterClass(try RE2ClassParser.unicodeGroup(&input))
            characters.ignoringCase = flags.ignoresCase
            push(.characterClass(characters))
        default:
            if let letter = input.peek(1), let member = RE2NamedClass.perl(letter) {
                pushEscaped(.characterClass(RE2CharacterClass(member)))
            } else {
                pushLiteral(try RE2ClassParser.escapedCharacter(&input))
            }
        }
    }

    private mutating func pushEscaped(_ syntax: RE2Syntax) {
        input.advance()
        input.advance()
        push(syntax)
    }

    /// `\Q…\E`; without `\E` up to the end.
    private mutating func quoted() {
        input.advance()
        input.advance()
        while let scalar = input.peek {
            if input.starts(with: "\\E") {
                input.advance()
                input.advance()
                return
            }
            input.advance()
            pushLiteral(scalar)
        }
    }
}
