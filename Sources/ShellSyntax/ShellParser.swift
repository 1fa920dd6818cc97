/// Reads POSIX shell text, with what bash adds as far as it changes where commands begin and end.
///
/// It never fails. Reserved words are walked through: `if`, `then`, `{` and the like only open and close levels, and
/// what does not fit is left to the shell to complain about, since GitLab Runner joins the items of a script and a
/// compound command may begin in one of them and end in another.
struct ShellParser {
    let bytes: [UInt8]
    let end: Int
    var index: Int
    var commands: [ShellCommand] = []
    var problems: [ShellProblem] = []

    /// Redirections whose body comes after the next line break: the command, and which of its redirections.
    var pendingHeredocs: [(command: Int, redirection: Int)] = []
    var depth = 0
    var substitutionDepth = 0
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
        guard let first = peek(), ShellBytes.isOperator(first) else { return nil }
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
