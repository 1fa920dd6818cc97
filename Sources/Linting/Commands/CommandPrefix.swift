import ShellSyntax

/// Words that run the command behind them.
enum CommandPrefix {
    /// The flags of each that take a value.
    private static let prefixes: [String: Set<String>] = [
        "sudo": ["-u", "-g", "-C", "-D", "-h", "-p", "-R", "-T", "-U"], "env": ["-u", "-C", "-S"], "exec": ["-a"],
        "command": [], "nohup": [], "time": ["-f", "-o"], "nice": ["-n"], "timeout": ["-k", "-s"], "doas": ["-u"],
        "setsid": [], "stdbuf": ["-i", "-o", "-e"],
    ]

    /// The words from the command that is really run.
    static func skipped(_ words: ArraySlice<ShellWord>) -> ArraySlice<ShellWord> {
        var words = words
        while let name = words.first?.literal, let flagsWithValue = prefixes[name] {
            var rest = words.dropFirst()
            // `timeout 5m CMD`
            var positional = name == "timeout" ? 1 : 0
            while let word = rest.first?.literal {
                if word.hasPrefix("-") {
                    rest = rest.dropFirst(flagsWithValue.contains(word) ? 2 : 1)
                    if word == "--" { break }
                } else if name == "env" || name == "sudo", isAssignment(word) {
                    rest = rest.dropFirst()
                } else if positional > 0 {
                    positional -= 1
                    rest = rest.dropFirst()
                } else {
                    break
                }
            }
            // `env NAME=$VALUE CMD`
            while name == "env", let word = rest.first, word.literal == nil, isAssignment(word.text) {
                rest = rest.dropFirst()
            }
            guard !rest.isEmpty else { return words }
            words = rest
        }
        return words
    }

    private static func isAssignment(_ text: String) -> Bool {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else { return false }
        return text[..<equals].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}
