/// Redirections, and the bodies of heredocs, which stand behind the end of their line.
extension ShellParser {
    private static let redirections: [StaticString] = [
        "<<-", "<<<", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">", "&>>", "&>",
    ]

    private static func startsRedirection(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "&")
    }

    mutating func parseRedirection() -> ShellRedirection? {
        let start = index
        var position = index
        while position < end, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
        guard position < end, Self.startsRedirection(bytes[position]) else { return nil }
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
    mutating func readHeredocs() {
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

    mutating func closeHeredoc(
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
}
