import ShellSyntax

/// Reads any text as a shell script, which no text may be too odd for.
enum ShellProbe {
    static func problems(of bytes: [UInt8]) -> [String] {
        let script = ShellScript(bytes)
        var ranges = script.problems.map(\.range)
        var words: [ShellWord] = []
        for command in script.commands {
            ranges.append(command.range)
            words += command.words + command.assignments.map(\.value) + command.redirections.map(\.target)
            ranges += command.assignments.map(\.range) + command.redirections.map(\.range)
            ranges += command.redirections.compactMap(\.heredoc).map(\.body)
        }
        ranges += words.map(\.range)
        if let wrong = ranges.first(where: { $0.lowerBound < 0 || $0.upperBound > bytes.count }) {
            return ["as a shell script: \(wrong) is outside of the text"]
        }
        for word in words {
            let length = word.text.utf8.count
            let whole = word.range(ofText: 0..<length)
            guard whole.lowerBound >= word.range.lowerBound, whole.upperBound <= word.range.upperBound else {
                return ["as a shell script: the text of the word at \(word.range) lies at \(whole)"]
            }
        }
        // What stands in another text has its places there.
        let part = ShellScript([0x20, 0x20] + bytes + [0x20], range: 2..<2 + bytes.count)
        guard part.commands.count == script.commands.count else {
            return ["as a shell script: \(script.commands.count) commands, and \(part.commands.count) as a part"]
        }
        return []
    }
}
