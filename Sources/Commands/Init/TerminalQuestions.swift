import Glibc

/// Questions to the person at the terminal: they go to standard error, answers come from standard input.
struct TerminalQuestions {
    /// Thrown where the person has closed the input.
    struct NoAnswer: Error {}

    /// Whether anybody is there to answer.
    static var arePossible: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

    /// Asks until the answer can be used; an empty answer is the default.
    ///
    /// - Parameters:
    ///   - standard: what an empty answer means, in words; nil where there has to be an answer.
    ///   - read: the value of an answer; nil where it has none.
    static func ask<Value>(
        _ question: String, standard: (words: String, value: Value)?, hint: String, _ read: (String) -> Value?
    ) throws(NoAnswer) -> Value {
        while true {
            StandardStream.error.write("\(question)\(standard.map { " [\($0.words)]" } ?? ""): ")
            let answer = try line()
            if answer.isEmpty, let standard { return standard.value }
            if let value = read(answer) { return value }
            StandardStream.error.write("  \"\(answer)\" is no answer to this: \(hint)\n")
        }
    }

    static func confirm(_ question: String) throws(NoAnswer) -> Bool {
        try ask(question, standard: ("Y/n", true), hint: "write y or n") { answer in
            switch answer.lowercased() {
            case "y", "yes": true
            case "n", "no": false
            default: nil
            }
        }
    }

    /// The next line of standard input, without white space around it. Read byte by byte, so that nothing behind it is lost.
    private static func line() throws(NoAnswer) -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = read(STDIN_FILENO, &byte, 1)
            if count < 0, errno == EINTR { continue }
            guard count == 1 else { throw NoAnswer() }
            if byte == 0x0A { break }
            bytes.append(byte)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
