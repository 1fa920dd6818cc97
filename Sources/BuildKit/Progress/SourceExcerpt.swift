/// The lines of a Dockerfile around a mistake, as the client prints them after a failed build.
package struct SourceExcerpt: Equatable, Sendable {
    package struct Line: Equatable, Sendable {
        package let number: Int
        package let text: String
        /// Whether it belongs to the instruction that failed.
        package let isMarked: Bool

        package init(number: Int, text: String, isMarked: Bool) {
            self.number = number
            self.text = text
            self.isMarked = isMarked
        }
    }

    package let file: String
    /// Where the instruction begins, from 1.
    package let line: Int
    package let lines: [Line]

    package init(file: String, line: Int, lines: [Line]) {
        self.file = file
        self.line = line
        self.lines = lines
    }

    /// Finds the last excerpt among lines of text: `Dockerfile:2`, a rule of hyphens, numbered lines, a rule.
    package init?(in text: [String]) {
        let isRule: (String) -> Bool = { $0.utf8.count >= 10 && $0.utf8.allSatisfy { $0 == UInt8(ascii: "-") } }
        for (index, head) in text.enumerated().reversed() {
            guard let colon = head.lastIndex(of: ":"), let number = Int(head[head.index(after: colon)...]),
                index + 2 < text.count, isRule(text[index + 1])
            else { continue }
            let body = text[(index + 2)...].prefix { !isRule($0) }.compactMap(Self.line)
            guard !body.isEmpty else { continue }
            (file, line, lines) = (String(head[..<colon]), number, body)
            return
        }
        return nil
    }

    /// `   2 | >>> RUN x`: a number, a bar, four characters for the mark, the text.
    private static func line(_ text: String) -> Line? {
        guard let bar = text.firstRange(of: " |") else { return nil }
        guard let number = Int(text[..<bar.lowerBound].filter { $0 != " " }) else { return nil }
        let rest = text[bar.upperBound...].dropFirst()
        return Line(number: number, text: String(rest.dropFirst(4)), isMarked: rest.hasPrefix(">>>"))
    }
}
