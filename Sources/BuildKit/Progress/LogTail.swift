/// The last lines that a step printed.
package struct LogTail: Equatable, Sendable {
    /// How many bytes were printed in all.
    package private(set) var byteCount = 0
    private var splitter = LogLines()
    private var finished: [LogLines.Line] = []
    private let limit: Int

    package init(limit: Int = 20) { self.limit = limit }

    package mutating func append(_ bytes: [UInt8]) {
        byteCount += bytes.count
        finished += splitter.append(bytes)
        if finished.count > limit * 2 { finished.removeFirst(finished.count - limit) }
    }

    /// Oldest first, the unfinished last line included.
    package var entries: [LogLines.Line] {
        (finished + (splitter.unfinished.map { [$0] } ?? [])).suffix(limit)
    }

    /// The texts of `entries`.
    package var lines: [String] { entries.map(\.text) }
}
