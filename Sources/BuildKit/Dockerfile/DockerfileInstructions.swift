/// The instructions of a Dockerfile, with their continuation lines joined and the bodies of here-documents left out; and
/// the directives before the first of them (<https://docs.docker.com/reference/dockerfile/>).
package struct DockerfileInstructions: Equatable, Sendable {
    package struct Instruction: Equatable, Sendable {
        /// Where it begins, counted from 1.
        package let line: Int
        /// In capitals.
        package let keyword: String
        /// What follows the keyword, in one line.
        package let arguments: String
    }

    package struct Directive: Equatable, Sendable {
        package let line: Int
        package let value: String
    }

    package private(set) var instructions: [Instruction] = []
    /// `syntax`, `escape` and `check`, where they are given.
    package private(set) var directives: [String: Directive] = [:]
    /// What joins a line to the next one, and takes the meaning from the character behind it.
    package var escape: Character { directives["escape"]?.value == "`" ? "`" : "\\" }

    /// - Parameter text: a Dockerfile. What is no Dockerfile yields instructions that mean nothing; it is never refused.
    package init(_ text: String) {
        // A line end of Windows is one character of its own.
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }[...]
        if let first = lines.first, first.unicodeScalars.first == "\u{feff}" {
            lines[lines.startIndex] = Substring(first.unicodeScalars.dropFirst())
        }
        readDirectives(lines)
        let escape = escape
        while let first = lines.first {
            let line = lines.startIndex + 1
            lines.removeFirst()
            guard !Self.isComment(first), var (joined, goesOn) = Self.continued(Self.trimmed(first), escape) else {
                continue
            }
            while goesOn, let next = lines.popFirst() {
                if Self.isComment(next) || next.allSatisfy(\.isWhitespace) { continue }
                let (more, again) = Self.continued(next, escape) ?? ("", false)
                joined += more
                goesOn = again
            }
            let trimmed = Self.trimmed(Substring(joined))
            let keyword = trimmed.prefix { !$0.isWhitespace }
            let arguments = Self.trimmed(trimmed.dropFirst(keyword.count))
            guard !keyword.isEmpty else { continue }
            instructions.append(
                Instruction(line: line, keyword: keyword.uppercased(), arguments: String(arguments)))
            for document in Self.hereDocuments(of: keyword.uppercased(), String(arguments)) {
                while let body = lines.popFirst() {
                    if (document.isIndented ? body.drop { $0 == "\t" } : body) == document.end { break }
                }
            }
        }
    }

    private mutating func readDirectives(_ lines: ArraySlice<Substring>) {
        for (index, line) in zip(lines.indices, lines) {
            guard line.hasPrefix("#"), let equals = line.firstIndex(of: "=") else { return }
            let name = Self.trimmed(line[line.index(after: line.startIndex)..<equals]).lowercased()
            let value = Self.trimmed(line[line.index(after: equals)...])
            guard ["syntax", "escape", "check"].contains(name), !value.isEmpty, directives[name] == nil else { return }
            directives[name] = Directive(line: index + 1, value: String(value))
        }
    }

    /// The line without a final escape character, and whether it had one; nothing for an empty line.
    private static func continued(_ line: Substring, _ escape: Character) -> (String, Bool)? {
        var end = line
        while let last = end.last, last == " " || last == "\t" { end.removeLast() }
        guard !end.isEmpty else { return nil }
        guard end.last == escape, end.dropLast().last != escape else { return (String(line), false) }
        return (String(end.dropLast()), true)
    }

    private static func isComment(_ line: Substring) -> Bool { trimmed(line).first == "#" }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    /// The here-documents that an instruction opens: `<<END`, `<<-END`, `3<<"END"`.
    private static func hereDocuments(of keyword: String, _ arguments: String) -> [(end: String, isIndented: Bool)] {
        guard ["RUN", "COPY", "ADD", "ONBUILD"].contains(keyword), arguments.contains("<<") else { return [] }
        return DockerfileWords.split(arguments).compactMap { word in
            var rest = word.drop(while: \.isNumber)
            guard rest.hasPrefix("<<") else { return nil }
            rest = rest.dropFirst(2)
            let isIndented = rest.first == "-"
            if isIndented { rest = rest.dropFirst() }
            guard !rest.isEmpty, !rest.contains("<") else { return nil }
            return (rest.filter { $0 != "\"" && $0 != "'" }, isIndented)
        }
    }
}
