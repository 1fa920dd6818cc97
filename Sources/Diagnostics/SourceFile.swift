import Synchronization

/// One input file: the name under which people know it, and its bytes as they were read.
///
/// A file is compared by identity, so that two files with equal content stay two files.
package final class SourceFile: Sendable {
    /// The name under which people can open it from where they are: the path as they gave it, or `<stdin>`.
    package let name: String
    /// The path relative to the root of its project; the name, where it belongs to none.
    package let path: String
    /// The bytes of the file. All positions are offsets into them.
    package let bytes: [UInt8]
    private let lineIndex = Mutex<LineIndex?>(nil)

    /// - Parameter path: relative to the root of the project; nil if that is the name.
    package init(name: String, path: String? = nil, bytes: [UInt8]) {
        self.name = name
        self.path = path ?? name
        self.bytes = bytes
    }

    package convenience init(name: String, path: String? = nil, text: String) {
        self.init(name: name, path: path, bytes: Array(text.utf8))
    }

    /// The whole text; bytes that are not UTF-8 appear as U+FFFD.
    package var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The offsets of the lines, made when they are first asked for.
    package var lines: LineIndex {
        lineIndex.withLock { index in
            if let index { return index }
            let made = LineIndex(bytes)
            index = made
            return made
        }
    }

    /// The line and the column of a byte offset.
    package func position(at offset: Int) -> SourcePosition { lines.position(at: offset, in: bytes) }

    /// The text between two byte offsets, cut to the file.
    package func text(from start: Int, to end: Int) -> String {
        let start = min(max(start, 0), bytes.count)
        return String(decoding: bytes[start..<min(max(end, start), bytes.count)], as: UTF8.self)
    }

    /// Whether its lines end with CR LF.
    package var usesCarriageReturns: Bool {
        bytes.firstIndex(of: 0x0A).map { $0 > 0 && bytes[$0 - 1] == 0x0D } ?? false
    }

    /// The text of a line without its line break; `line` counts from 1.
    package func line(_ line: Int) -> String {
        let range = lines.contentRange(ofLine: line, in: bytes)
        return text(from: range.lowerBound, to: range.upperBound)
    }
}

extension SourceFile: Hashable {
    package static func == (a: SourceFile, b: SourceFile) -> Bool { a === b }
    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
