/// Makes lines of what a step prints: pieces that need not end at a line or a character.
package struct LogLines: Equatable, Sendable {
    package struct Line: Equatable, Sendable {
        /// What a terminal would show of it: what follows the last carriage return. Other control characters stay.
        package let text: String
        /// Whether its end was dropped, because it is longer than `longest`.
        package let isCut: Bool

        package init(text: String, isCut: Bool) {
            self.text = text
            self.isCut = isCut
        }
    }

    /// In bytes: a step that prints no line ends must not fill the memory.
    package static let longest = 8192
    private var pending: [UInt8] = []
    private var isCut = false
    /// A carriage return came last: what follows replaces the line, unless it is the line's end.
    private var isReturned = false

    package init() {}

    /// The lines that the bytes complete.
    package mutating func append(_ bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"):
                lines.append(Line(text: String(decoding: pending, as: UTF8.self), isCut: isCut))
                clear()
            case UInt8(ascii: "\r"):
                isReturned = true
            default:
                if isReturned { clear() }
                if pending.count < Self.longest { pending.append(byte) } else { isCut = true }
            }
        }
        return lines
    }

    /// The line that is not complete yet, such as a progress bar; nothing where there is none.
    package var unfinished: Line? {
        pending.isEmpty ? nil : Line(text: String(decoding: pending, as: UTF8.self), isCut: isCut)
    }

    /// The last line, if no line end followed it.
    package mutating func finish() -> Line? {
        defer { clear() }
        return unfinished
    }

    private mutating func clear() {
        pending.removeAll(keepingCapacity: true)
        isCut = false
        isReturned = false
    }
}
