/// Reads POSIX shell text, with what bash adds as far as it changes where commands begin and end.
///
/// It never fails. Reserved words are walked through: `if`, `then`, `{` and the like only open and close levels, and
/// what does not fit is left to the shell to complain about, since GitLab Runner joins the items of a script and a
/// compound command may begin in one of them and end in another.
struct ShellParser {
    let bytes: [UInt8]
    let end: Int
    var index: Int
    private(set) var commands: [ShellCommand] = []
    var problems: [ShellProblem] = []

    /// Redirections whose body comes after the next line break: the command, and which of its redirections.
    private var pendingHeredocs: [(command: Int, redirection: Int)] = []
    var depth = 0
    private var substitutionDepth = 0
    /// Whether the innermost substitution is one in backquotes.
    var endsAtBackquote = false
    static let depthLimit = 50

    /// Compound commands that are open.
    private enum Level: Equatable {
        /// `if`, `while`, `for`, `{`.
        case compound
        /// `(`.
        case subshell
        /// `case … in`, before a pattern.
        case patterns
        /// `case … in`, behind a pattern.
        case branch
    }

    init(_ bytes: [UInt8], range: Range<Int>) {
        self.bytes = bytes
        index = range.lowerBound
        end = range.upperBound
    }

    mutating func parse() {
        parseList(closing: nil)
        for pending in pendingHeredocs { closeHeredoc(pending, body: end..<end, isTerminated: false) }
        pendingHeredocs = []
    }

    // MARK: Bytes

    func peek(_ offset: Int = 0) -> UInt8? { index + offset < end ? bytes[index + offset] : nil }

    func at(_ text: StaticString) -> Bool {
        guard index + text.utf8CodeUnitCount <= end else { return false }
        for offset in 0..<text.utf8CodeUnitCount where bytes[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    // MARK: Lists

    /// Reads commands up to a closing byte, which is consumed, or to the end.
    ///
    /// - Returns: whether the closing byte was there.
    @discardableResult
    mutating func parseList(closing: UInt8?) -> Bool {
        var levels: [Level] = []
        var connector = ShellCommand.Connector.sequence
        var readsPipe = false
        var isNegated = false
        /// The commands of the pipeline at hand, to mark them as running in the background.
        var pipelineStart = commands.count
        while true {
            skipBlanks()
            guard let byte = peek() else { return false }
            if byte == closing, byte != UInt8(ascii: ")") || !levels.contains(where: Self.takesParenthesis) {
                index += 1
                return true
            }
            if byte == UInt8(ascii: "\n") {
                index += 1
                readHeredocs()
                if !readsPipe, connector == .sequence { pipelineStart = commands.count }
                continue
            }
            if levels.last == .patterns {
                if readPattern() { levels[levels.count - 1] = .branch } else { levels.removeLast() }
                connector = .sequence
                continue
            }
            if let separator = separator() {
                switch separator {
                case "|", "|&":
                    if commands.indices.contains(pipelineStart), let last = commands.indices.last {
                        commands[last].feedsPipe = true
                    }
                    readsPipe = true
                case "&&": (connector, readsPipe) = (.and, false)
                case "||": (connector, readsPipe) = (.or, false)
                case "&":
                    for index in pipelineStart..<max(pipelineStart, commands.count) {
                        commands[index].isInBackground = true
                    }
                    (connector, readsPipe) = (.sequence, false)
                case ";;", ";&", ";;&":
                    if let last = levels.lastIndex(of: .branch) {
                        levels.removeSubrange((last + 1)...)
                        levels[last] = .patterns
                    }
                    (connector, readsPipe) = (.sequence, false)
                default: (connector, readsPipe) = (.sequence, false)
                }
                if !readsPipe { pipelineStart = commands.count }
                continue
            }
            if byte == UInt8(ascii: "(") {
                index += 1
                if peek() == UInt8(ascii: "(") { skipArithmeticCommand() } else { levels.append(.subshell) }
                continue
            }
            if byte == UInt8(ascii: ")") {
                if let last = levels.lastIndex(of: .subshell) {
                    levels.removeSubrange(last...)
                } else {
                    problems.append(ShellProblem(kind: .unexpected(")"), range: index..<index + 1))
                }
                index += 1
                continue
            }
            if let word = reservedWord() {
                index += word.utf8.count
                switch word {
                case "!": isNegated = true
                case "if", "while", "until", "{": levels.append(.compound)
                case "for", "select":
                    skipForHeader()
                    levels.append(.compound)
                case "case":
                    skipCaseHeader()
                    levels.append(.patterns)
                case "function":
                    skipBlanks()
                    _ = parseWord()
                case "fi", "done", "}": if levels.last == .compound { levels.removeLast() }
                case "esac":
                    if let last = levels.lastIndex(where: { $0 == .branch || $0 == .patterns }) {
                        levels.removeSubrange(last...)
                    }
                default: break
                }
                continue
            }
            let before = index
            parseSimpleCommand(
                connector, readsPipe: readsPipe, isNegated: isNegated, isNested: !levels.isEmpty)
            (connector, readsPipe, isNegated) = (.sequence, false, false)
            // Whatever comes, something is consumed.
            if index == before { index += 1 }
        }
    }

    private static func takesParenthesis(_ level: Level) -> Bool { level == .subshell || level == .patterns }

    /// Spaces, tabs, escaped line breaks and comments.
    mutating func skipBlanks() {
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): index += 1
            case UInt8(ascii: "\\") where peek(1) == UInt8(ascii: "\n"): index += 2
            case UInt8(ascii: "#"):
                while let byte = peek(), byte != UInt8(ascii: "\n") { index += 1 }
            default: return
            }
        }
    }

    /// The operator between commands that stands here, consumed.
    private mutating func separator() -> String? {
        for symbol in [";;&", ";;", ";&", "&&", "||", "|&", "|", ";"] as [StaticString] where at(symbol) {
            index += symbol.utf8CodeUnitCount
            return symbol.description
        }
        // `&>` is a redirection.
        if peek() == UInt8(ascii: "&"), peek(1) != UInt8(ascii: ">") {
            index += 1
            return "&"
        }
        return nil
    }

    private static let reserved: [StaticString] = [
        "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "for", "select", "case", "esac", "function",
        "{", "}", "!", "time",
    ]

    /// The reserved word that stands here on its own, not yet consumed.
    private func reservedWord() -> String? {
        guard let first = peek() else { return nil }
        for word in Self.reserved where word.utf8Start.pointee == first && at(word) {
            let next = peek(word.utf8CodeUnitCount)
            if next.map(ShellBytes.endsWord) ?? true { return word.description }
        }
        return nil
    }

    /// `for NAME in WORD…` up to the list that is run.
    private mutating func skipForHeader() {
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
    private mutating func skipCaseHeader() {
        skipBlanks()
        _ = parseWord()
        while peek() == UInt8(ascii: "\n") || peek() == UInt8(ascii: " ") || peek() == UInt8(ascii: "\t") { index += 1 }
        if at("in"), peek(2).map(ShellBytes.endsWord) ?? true { index += 2 }
    }

    /// Reads `(a|b)` before a branch; false at `esac`, which is consumed.
    private mutating func readPattern() -> Bool {
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
    private mutating func skipArithmeticCommand() {
        var open = 1
        while let byte = peek(), open > 0 {
            if byte == UInt8(ascii: "(") { open += 1 }
            if byte == UInt8(ascii: ")") { open -= 1 }
            index += 1
        }
    }

    // MARK: Simple commands

    private mutating func parseSimpleCommand(
        _ connector: ShellCommand.Connector, readsPipe: Bool, isNegated: Bool, isNested: Bool
    ) {
        let slot = commands.count
        var command = ShellCommand(range: index..<index)
        command.connector = connector
        command.readsPipe = readsPipe
        command.isNegated = isNegated
        command.isNested = isNested
        command.isSubstituted = substitutionDepth > 0
        // Commands in its words come after it.
        commands.append(command)
        var heredocs: [Int] = []
        var isTest = false
        while true {
            skipBlanks()
            guard let byte = peek() else { break }
            if isTest {
                // Within `[[ … ]]` operators are words.
                if byte == UInt8(ascii: "\n") { break }
                if ShellBytes.isOperator(byte) {
                    index += 1
                    continue
                }
            } else if let redirection = parseRedirection() {
                if redirection.symbol == "<<" || redirection.symbol == "<<-" {
                    heredocs.append(command.redirections.count)
                }
                command.redirections.append(redirection)
                command.range = command.range.lowerBound..<redirection.range.upperBound
                continue
            } else if byte == UInt8(ascii: "("), command.words.count == 1, command.assignments.isEmpty {
                // `name() { … }`: the body's commands follow by themselves.
                index += 1
                skipBlanks()
                if peek() == UInt8(ascii: ")") { index += 1 }
                command.words = []
                break
            } else if ShellBytes.isOperator(byte), !startsProcess(byte) {
                break
            }
            guard let word = parseWord() else { break }
            command.range = command.range.lowerBound..<word.range.upperBound
            if command.words.isEmpty, let assignment = assignment(word) {
                command.assignments.append(assignment)
                if word.range.upperBound == index, peek() == UInt8(ascii: "(") { skipArray() }
            } else {
                if command.words.isEmpty, word.literal == "[[" { isTest = true }
                command.words.append(word)
                if isTest, word.literal == "]]" { isTest = false }
            }
        }
        if command.words.isEmpty, command.assignments.isEmpty, command.redirections.isEmpty {
            commands.remove(at: slot)
            return
        }
        commands[slot] = command
        pendingHeredocs += heredocs.map { (slot, $0) }
    }

    private func assignment(_ word: ShellWord) -> ShellCommand.Assignment? {
        var position = word.range.lowerBound
        guard position < end, ShellBytes.isNameStart(bytes[position]) else { return nil }
        while position < word.range.upperBound, ShellBytes.isName(bytes[position]) { position += 1 }
        let name = text(word.range.lowerBound..<position)
        if position < word.range.upperBound, bytes[position] == UInt8(ascii: "+") { position += 1 }
        guard position < word.range.upperBound, bytes[position] == UInt8(ascii: "=") else { return nil }
        return ShellCommand.Assignment(
            name: name, value: word.dropping(upTo: position + 1, length: position + 1 - word.range.lowerBound),
            range: word.range)
    }

    /// `(a b c)` behind `NAME=`.
    private mutating func skipArray() {
        index += 1
        while let byte = peek() {
            if byte == UInt8(ascii: ")") {
                index += 1
                return
            }
            if byte == UInt8(ascii: "\n") { index += 1 }
            skipBlanks()
            if let byte = peek(), byte != UInt8(ascii: ")"), byte != UInt8(ascii: "\n"), parseWord() == nil {
                index += 1
            }
        }
    }

    // MARK: Redirections

    private static let redirections: [StaticString] = [
        "<<-", "<<<", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">", "&>>", "&>",
    ]

    private mutating func parseRedirection() -> ShellRedirection? {
        let start = index
        var position = index
        while position < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
        guard position < end, [UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&")].contains(bytes[position])
        else { return nil }
        let digits = text(start..<position)
        index = position
        guard let symbol = Self.redirections.first(where: at), digits.isEmpty || symbol.utf8Start.pointee != 0x26,
            // `<(…)` and `>(…)` are words.
            !(symbol.utf8CodeUnitCount == 1 && peek(1) == UInt8(ascii: "("))
        else {
            index = start
            return nil
        }
        index += symbol.utf8CodeUnitCount
        skipBlanks()
        let target = parseWord() ?? ShellWord(plain: "", range: index..<index)
        var redirection = ShellRedirection(
            symbol: symbol.description, descriptor: Int(digits), target: target, range: start..<target.range.upperBound)
        if redirection.symbol == "<<" || redirection.symbol == "<<-" {
            redirection.heredoc = ShellHeredoc(
                delimiter: target.text, isQuoted: target.isQuoted, stripsTabs: redirection.symbol == "<<-",
                body: end..<end, isTerminated: false)
        }
        return redirection
    }

    /// Reads the bodies that begin on this line.
    private mutating func readHeredocs() {
        for pending in pendingHeredocs {
            guard let heredoc = commands[pending.command].redirections[pending.redirection].heredoc else { continue }
            let delimiter = Array(heredoc.delimiter.utf8)
            let start = index
            var isTerminated = false
            var bodyEnd = index
            while index < end {
                var lineEnd = index
                while lineEnd < end, bytes[lineEnd] != UInt8(ascii: "\n") { lineEnd += 1 }
                var lineStart = index
                if heredoc.stripsTabs {
                    while lineStart < lineEnd, bytes[lineStart] == UInt8(ascii: "\t") { lineStart += 1 }
                }
                index = min(lineEnd + 1, end)
                if bytes[lineStart..<lineEnd].elementsEqual(delimiter) {
                    isTerminated = true
                    break
                }
                bodyEnd = index
            }
            closeHeredoc(pending, body: start..<bodyEnd, isTerminated: isTerminated)
        }
        pendingHeredocs = []
    }

    private mutating func closeHeredoc(
        _ pending: (command: Int, redirection: Int), body: Range<Int>, isTerminated: Bool
    ) {
        let redirection = commands[pending.command].redirections[pending.redirection]
        commands[pending.command].redirections[pending.redirection].heredoc?.body = body
        commands[pending.command].redirections[pending.redirection].heredoc?.isTerminated = isTerminated
        if !isTerminated {
            problems.append(
                ShellProblem(
                    kind: .unterminatedHeredoc(delimiter: redirection.heredoc?.delimiter ?? ""),
                    range: redirection.range))
        }
    }

    // MARK: Substitutions

    /// Reads the commands of a substitution up to its closing byte.
    mutating func parseSubstitution(closing: UInt8) -> Bool {
        substitutionDepth += 1
        depth += 1
        // Bodies of heredocs before the substitution begin after its end.
        let (outer, outerBackquote) = (pendingHeredocs, endsAtBackquote)
        pendingHeredocs = []
        endsAtBackquote = closing == UInt8(ascii: "`")
        let isClosed = parseList(closing: closing)
        for pending in pendingHeredocs { closeHeredoc(pending, body: index..<index, isTerminated: false) }
        (pendingHeredocs, endsAtBackquote) = (outer, outerBackquote)
        depth -= 1
        substitutionDepth -= 1
        return isClosed
    }
}
