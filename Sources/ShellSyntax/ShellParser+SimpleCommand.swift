/// A command with its assignments, words and redirections.
extension ShellParser {
    mutating func parseSimpleCommand(
        _ connector: ShellCommand.Connector, readsPipe: Bool, isNegated: Bool, isNested: Bool
    ) {
        let slot = commands.count
        var command = ShellCommand(range: index..<index)
        command.connector = connector
        command.readsPipe = readsPipe
        command.isNegated = isNegated
        command.isNested = isNested
        command.isSubstituted = substitutionDepth > 0
        command.words.reserveCapacity(8)
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
}
