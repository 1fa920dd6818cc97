import Diagnostics
import GitLabCI

/// Whether places are where they can be.
struct SpanChecks {
    private(set) var problems: [String] = []
    private var visited = 0

    mutating func check(_ diagnostic: Diagnostic) {
        let name = "\(diagnostic.id) (\(diagnostic.message))"
        check(diagnostic.primary, name)
        for related in diagnostic.related { check(related.span, "a related place of \(name)") }
        for edit in diagnostic.fix?.edits ?? [] { check(edit.span, "an edit of \(name)") }
    }

    mutating func check(_ value: ConfigValue, depth: Int) {
        visited += 1
        // Aliases can make a value far larger than its file.
        guard visited < 5000 else { return }
        check(value.span, "a value")
        var provenance = value.provenance
        while let step = provenance {
            check(step.span, "a step of a value's way")
            provenance = step.earlier
        }
        for item in value.sequence ?? [] { check(item, depth: depth + 1) }
        if let mapping = value.mapping { check(mapping, depth: depth) }
    }

    mutating func check(_ mapping: ConfigMapping, depth: Int) {
        for entry in mapping.entries {
            check(entry.keySpan, "the key \(entry.name)")
            check(entry.value, depth: depth + 1)
        }
    }

    mutating func check(_ span: SourceSpan, _ name: @autoclosure () -> String) {
        guard problems.count < 5 else { return }
        let bytes = span.file.bytes
        guard span.start >= 0, span.start <= span.end, span.end <= bytes.count else {
            problems.append("\(name()): \(span.start)..\(span.end) is outside of \(span.file.name)")
            return
        }
        for offset in [span.start, span.end] where offset < bytes.count && bytes[offset] & 0xC0 == 0x80 {
            // Where the text is not UTF-8, bytes are all there is.
            guard String(validating: bytes, as: UTF8.self) != nil else { continue }
            problems.append("\(name()): \(offset) of \(span.file.name) is in the middle of a character")
        }
        let start = span.startPosition
        let end = span.endPosition
        if start.line < 1 || start.column < 1 || end < start || end.line > span.file.lines.count {
            problems.append("\(name()): \(start) to \(end) is no place of \(span.file.name)")
        }
    }
}
