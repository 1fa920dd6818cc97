package import BuildKit

/// Looks for known failures in the log of a job that is given to it bit by bit; only the findings are kept.
package struct LogExamination: Sendable {
    /// How many lines there were so far.
    package private(set) var lineCount = 0
    private var found: [LogFinding] = []
    /// What has come of a line whose end has not.
    private var pending: [UInt8] = []
    /// The end of the line before, for one that goes on with it.
    private var previous: [UInt8] = []
    /// Whether the line whose end has not come has been looked at in part.
    private var isInLongLine = false
    /// Looks for a part of each signature, which is quick; only for those that are there the whole is looked for.
    private let search: TextSearch
    /// For each text of the search the place of its failure in the catalogue: ascending.
    private let owners: [Int]
    private let failures: [KnownFailure]
    /// Whether the output of a RUN step can show the failure.
    private let isOfSteps: [Bool]

    /// A longer line is looked at in parts, which overlap by more than any text of the catalogue has.
    static let longestPart = 256 * 1024
    private static let overlap = 2048
    /// How much of a line is shown.
    private static let shownCharacters = 300

    /// - Parameter failures: those to look for.
    package init(for failures: [KnownFailure] = KnownFailure.all) {
        self.failures = failures
        let steps = Set(KnownFailure.ofSteps.map(\.id))
        isOfSteps = failures.map { steps.contains($0.id) }
        let anchors = failures.enumerated().flatMap { place, failure in
            failure.signatures.compactMap(Self.anchor).map { (text: $0, owner: place) }
        }
        search = TextSearch(anchors.map(\.text))
        owners = anchors.map(\.owner)
    }

    /// The longest part of a signature without quotes, which may be escaped in a log.
    private static func anchor(of signature: [String]) -> String? {
        signature.flatMap { $0.split(separator: "\"") }.max { $0.utf8.count < $1.utf8.count }.map(String.init)
    }

    package mutating func receive(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            if pending.isEmpty && !isInLongLine {
                endLine(Array(rest[..<end]))
            } else {
                pending += rest[..<end]
                let line = pending
                pending = []
                endLine(line)
            }
            rest = rest[rest.index(after: end)...]
        }
        pending += rest
        if pending.count > Self.longestPart {
            look(at: pending, line: lineCount + 1)
            pending = Array(pending.suffix(Self.overlap))
            isInLongLine = true
        }
    }

    /// Says that there is nothing more to come.
    package mutating func finish() {
        guard !pending.isEmpty else { return }
        let line = pending
        pending = []
        endLine(line)
    }

    /// All that was found, the most decisive first: what ended the job comes last in its log, and advice ends none.
    package var findings: [LogFinding] {
        found.sorted { one, other in
            if one.failure.isAdvice != other.failure.isAdvice { return other.failure.isAdvice }
            return one.lastLine > other.lastLine
        }
    }

    private mutating func endLine(_ raw: [UInt8]) {
        lineCount += 1
        isInLongLine = false
        var line = raw
        if let timestamp = LogTimestamp(of: raw) {
            line = (timestamp.continuesLine ? previous : []) + raw[min(timestamp.length, raw.count)...]
        }
        look(at: line, line: lineCount)
        previous = Array(line.suffix(Self.overlap))
    }

    private mutating func look(at bytes: [UInt8], line: Int) {
        // Escape sequences and carriage returns may stand in the middle of what is looked for.
        if bytes.contains(where: { $0 == 0x1b || $0 == UInt8(ascii: "\r") }) {
            for text in LogLine.lines(of: bytes) { note(text, line: line) }
        } else if search.isFound(in: bytes) {
            for text in LogLine.lines(of: bytes) { note(text, line: line) }
        }
    }

    private mutating func note(_ text: LogLine, line: Int) {
        let candidates = search.places(in: text.text.utf8).map { owners[$0] }
        guard !candidates.isEmpty else { return }
        let isStepOutput = text.isStepOutput
        let shown = candidates.first {
            (!isStepOutput || isOfSteps[$0]) && failures[$0].isShown(by: text.text)
        }
        guard let failure = shown.map({ failures[$0] }) else { return }
        if let index = found.firstIndex(where: { $0.failure.id == failure.id }) {
            // The parts of a long line, and a line that goes on, are one.
            if found[index].lastLine < line { found[index].count += 1 }
            found[index].lastLine = line
        } else {
            found.append(
                LogFinding(
                    failure: failure, line: line, text: String(text.text.prefix(Self.shownCharacters)), lastLine: line,
                    count: 1))
        }
    }
}
