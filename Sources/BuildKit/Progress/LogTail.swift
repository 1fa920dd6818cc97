/// The last lines that a step printed, from pieces that need not end at a line or a character.
package struct LogTail: Equatable, Sendable {
    /// How many bytes were printed in all.
    package private(set) var byteCount = 0
    private var finished: [String] = []
    private var pending: [UInt8] = []
    private let limit: Int
    /// A line that is longer is cut, so that a step without line ends cannot fill the memory.
    private static let longestLine = 4096

    package init(limit: Int = 20) { self.limit = limit }

    package mutating func append(_ bytes: [UInt8]) {
        byteCount += bytes.count
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                finished.append(Self.text(pending))
                if finished.count > limit * 2 { finished.removeFirst(finished.count - limit) }
                pending = []
            } else if pending.count < Self.longestLine {
                pending.append(byte)
            } else if byte == UInt8(ascii: "\r") {
                pending = []
            }
        }
    }

    /// Oldest first, the unfinished last line included.
    package var lines: [String] {
        (pending.isEmpty ? finished : finished + [Self.text(pending)]).suffix(limit)
    }

    /// What a terminal would show of a line: what follows the last carriage return.
    private static func text(_ line: [UInt8]) -> String {
        let shown = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
        let start = shown.lastIndex(of: UInt8(ascii: "\r")).map { $0 + 1 } ?? shown.startIndex
        return String(decoding: shown[start...], as: UTF8.self)
    }
}
