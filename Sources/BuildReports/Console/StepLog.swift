import BuildKit

/// What a step has printed and people have not seen yet.
struct StepLog {
    /// A step that prints more than this gets its output shown in parts, so that our memory stays small.
    static let limit = 256 * 1024
    /// How many of the newest lines a sign of life repeats.
    static let lifeLines = 3

    private var splitter = LogLines()
    private(set) var lines: [String] = []
    private var byteCount = 0
    /// How many parts have been shown while it ran.
    private(set) var parts = 0
    /// When its last interval of work ended; nothing while it runs.
    var ended: Instant?
    /// Whether its end has been shown.
    var isShown = false
    /// The clock of the console when it was first, and last, spoken of.
    var firstSeen: Duration?
    var lastSeen: Duration?
    private var unseen: [String] = []
    private(set) var unseenCount = 0

    var isFull: Bool { byteCount >= Self.limit }

    /// - Parameter line: makes the text of a line.
    /// - Returns: the lines that the bytes complete.
    mutating func append(_ bytes: [UInt8], line: (LogLines.Line) -> String) -> [String] {
        let new = splitter.append(bytes).map(line)
        unseen = Array((unseen + new).suffix(Self.lifeLines))
        unseenCount += new.count
        return new
    }

    /// Keeps lines until they are taken.
    mutating func keep(_ new: [String]) {
        lines += new
        byteCount += new.reduce(0) { $0 + $1.utf8.count + 1 }
    }

    /// The last line, if no line end followed it.
    mutating func finish(line: (LogLines.Line) -> String) -> [String] {
        splitter.finish().map { [line($0)] } ?? []
    }

    /// A line that is not complete, such as a progress bar.
    func unfinished(line: (LogLines.Line) -> String) -> String? { splitter.unfinished.map(line) }

    /// All that was kept.
    mutating func take() -> [String] {
        defer {
            lines = []
            byteCount = 0
        }
        return lines
    }

    mutating func takePart() -> [String] {
        parts += 1
        return take()
    }

    /// The newest lines since the last call.
    mutating func takeUnseen() -> [String] {
        defer {
            unseen = []
            unseenCount = 0
        }
        return unseen
    }
}
