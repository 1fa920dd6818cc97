/// A stretch of a file: UTF-8 byte offsets, from the first byte to just after the last.
///
/// Line and column are derived only when they are asked for.
package struct SourceSpan: Hashable, Sendable {
    package let file: SourceFile
    private let lower: UInt32
    private let upper: UInt32

    /// - Parameters:
    ///   - start: offset of the first byte.
    ///   - end: offset just after the last byte; not before `start`.
    package init(file: SourceFile, start: Int, end: Int) {
        self.file = file
        let start = min(max(start, 0), file.bytes.count)
        lower = UInt32(truncatingIfNeeded: start)
        upper = UInt32(truncatingIfNeeded: min(max(end, start), file.bytes.count))
    }

    package init(file: SourceFile, range: Range<Int>) {
        self.init(file: file, start: range.lowerBound, end: range.upperBound)
    }

    /// The empty stretch at the beginning of a file.
    package static func start(of file: SourceFile) -> SourceSpan { SourceSpan(file: file, start: 0, end: 0) }

    package var start: Int { Int(lower) }
    package var end: Int { Int(upper) }
    package var range: Range<Int> { start..<end }

    /// The line and the column of the first byte.
    package var startPosition: SourcePosition { file.position(at: start) }
    /// The line and the column just after the last byte.
    package var endPosition: SourcePosition { file.position(at: end) }
    /// The text of the stretch as it stands in the file.
    package var text: String { file.text(from: start, to: end) }

    /// The part of the stretch that begins `offset` bytes after its start and is `length` bytes long.
    package func part(offset: Int, length: Int) -> SourceSpan {
        let from = min(start + max(offset, 0), end)
        return SourceSpan(file: file, start: from, end: min(from + max(length, 0), end))
    }

    /// The first character, for findings on something as a whole.
    package var firstCharacter: SourceSpan {
        var length = 1
        while start + length < end, file.bytes[start + length] & 0xC0 == 0x80 { length += 1 }
        return part(offset: 0, length: length)
    }
}

extension SourceSpan: CustomStringConvertible {
    /// `name:line:column`, as editors and terminals understand it.
    package var description: String { file.name + ":" + startPosition.description }
}
