package import Diagnostics

/// A Dockerfile as far as rules look into it: its instructions in order, stages, arguments, and the syntax line.
package final class DockerfileText {
    package struct Instruction {
        /// In upper case: `FROM`, `COPY`.
        package let keyword: String
        /// The text behind it, continued lines joined by spaces.
        package let arguments: String
        /// From the keyword to the end of its last line.
        package let span: SourceSpan
        /// The number of its stage from 0; -1 before the first `FROM`.
        package let stage: Int

        /// The arguments without flags such as `--from=build`.
        package var words: [String] { allWords.filter { !$0.hasPrefix("--") } }
        package var flags: [String] { allWords.filter { $0.hasPrefix("--") } }
        private var allWords: [String] { arguments.split { $0 == " " || $0 == "\t" }.map(String.init) }
    }

    package struct Stage {
        package let base: String
        package let name: String?
        package let span: SourceSpan
    }

    package let file: SourceFile
    package private(set) var instructions: [Instruction] = []
    /// `# syntax=image`, with the place of the image.
    package private(set) var syntax: (image: String, span: SourceSpan)?

    package init(_ file: SourceFile) {
        self.file = file
        read()
    }

    package var stages: [Stage] {
        instructions.filter { $0.keyword == "FROM" }.map { instruction in
            let words = instruction.words
            let name = words.count >= 3 && words[1].lowercased() == "as" ? words[2] : nil
            return Stage(base: words.first ?? "", name: name, span: instruction.span)
        }
    }

    /// The names that `ARG` declares, in any stage.
    package var declaredArguments: Set<String> {
        Set(
            instructions.filter { $0.keyword == "ARG" }.flatMap(\.words).map { word in
                String(word.prefix { $0 != "=" })
            })
    }

    // MARK: Reading

    private func read() {
        var number = 1
        var stage = -1
        var mayBeDirective = true
        while number <= file.lines.count {
            let first = number
            let line = file.line(number)
            number += 1
            let trimmed = line.trimmed
            if trimmed.isEmpty {
                mayBeDirective = false
                continue
            }
            if trimmed.hasPrefix("#") {
                if mayBeDirective { mayBeDirective = readDirective(trimmed, line: first) }
                continue
            }
            mayBeDirective = false
            var text = trimmed
            var last = first
            while text.hasSuffix("\\"), number <= file.lines.count {
                text.removeLast()
                let next = file.line(number).trimmed
                last = number
                number += 1
                if next.hasPrefix("#") {
                    text += "\\"
                } else {
                    text += " " + next
                }
            }
            let keyword = text.prefix { $0 != " " && $0 != "\t" }.uppercased()
            if keyword == "FROM" { stage += 1 }
            let arguments = String(text.dropFirst(keyword.count)).trimmed
            let start = file.lines.contentRange(ofLine: first, in: file.bytes)
            let indent = file.line(first).utf8.prefix { $0 == 0x20 || $0 == 0x09 }.count
            let end = file.lines.contentRange(ofLine: last, in: file.bytes).upperBound
            instructions.append(
                Instruction(
                    keyword: keyword, arguments: arguments,
                    span: SourceSpan(file: file, start: start.lowerBound + indent, end: end), stage: stage))
            if let delimiter = Self.heredoc(in: arguments, of: keyword) {
                while number <= file.lines.count, file.line(number).trimmed != delimiter { number += 1 }
                number += 1
            }
        }
    }

    /// - Returns: whether another directive may follow.
    private func readDirective(_ line: String, line number: Int) -> Bool {
        let body = line.dropFirst().drop { $0 == " " }
        guard let equals = body.firstIndex(of: "=") else { return false }
        guard String(body[..<equals]).trimmed.lowercased() == "syntax" else { return true }
        let image = String(body[body.index(after: equals)...]).trimmed
        let range = file.lines.contentRange(ofLine: number, in: file.bytes)
        syntax = (
            image,
            SourceSpan(
                file: file, start: max(range.upperBound - image.utf8.count, range.lowerBound), end: range.upperBound)
        )
        return true
    }

    /// The end marker of `RUN <<EOF`.
    private static func heredoc(in arguments: String, of keyword: String) -> String? {
        guard ["RUN", "COPY", "ADD"].contains(keyword), let start = arguments.firstRange(of: "<<") else { return nil }
        var rest = arguments[start.upperBound...]
        if rest.first == "-" { rest = rest.dropFirst() }
        let word = rest.prefix { $0 != " " }.filter { $0 != "\"" && $0 != "'" }
        return word.first.map { $0.isLetter || $0 == "_" } ?? false ? String(word) : nil
    }
}
