extension JSON {
    /// A place: `file`, `path`, `start` and `end`. A position has `line` and `column` from 1, the column in Unicode
    /// scalars, and `offset` in bytes from 0.
    package static func location(_ span: SourceSpan) -> JSON {
        .object([
            "file": .string(span.file.name),
            "path": .string(span.file.path),
            "start": position(span.startPosition, span.start),
            "end": position(span.endPosition, span.end),
        ])
    }

    private static func position(_ position: SourcePosition, _ offset: Int) -> JSON {
        .object(["line": .integer(position.line), "column": .integer(position.column), "offset": .integer(offset)])
    }
}
