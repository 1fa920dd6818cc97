/// The replacement of a stretch of a file; an empty stretch makes it an insertion.
package struct TextEdit: Hashable, Sendable {
    package var span: SourceSpan
    package var replacement: String

    package init(_ span: SourceSpan, _ replacement: String) {
        self.span = span
        self.replacement = replacement
    }
}

/// Why a list of edits cannot be applied.
package enum TextEditError: Error, Hashable, Sendable {
    /// Two edits touch the same bytes, so that their order would decide the result.
    case overlapping(TextEdit, TextEdit)
}

extension [TextEdit] {
    /// The bytes of a file after the edits that belong to it; every byte outside of an edit stays as it is.
    ///
    /// Edits of other files are left out. Insertions at one place keep the order of the list; an edit that is listed
    /// twice is applied once.
    package func applied(to file: SourceFile) throws(TextEditError) -> [UInt8] {
        var own: [TextEdit] = []
        var seen: Set<TextEdit> = []
        for edit in self where edit.span.file == file && seen.insert(edit).inserted { own.append(edit) }
        let sorted = own.enumerated().sorted { a, b in
            (a.element.span.start, a.element.span.end, a.offset) < (b.element.span.start, b.element.span.end, b.offset)
        }
        var result: [UInt8] = []
        result.reserveCapacity(file.bytes.count)
        var position = 0
        var previous: TextEdit?
        for (_, edit) in sorted {
            if let previous, edit.span.start < previous.span.end { throw .overlapping(previous, edit) }
            result += file.bytes[position..<edit.span.start]
            result += edit.replacement.utf8
            position = edit.span.end
            previous = edit
        }
        result += file.bytes[position...]
        return result
    }
}
