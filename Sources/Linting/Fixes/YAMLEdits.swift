package import Diagnostics
package import GitLabCI

/// Edits of the YAML around a value. Each is nil where the layout is one that it does not understand.
package enum YAMLEdits {
    /// `key: name` becomes a map with `field: name` and more fields, in block style.
    ///
    /// - Parameter entry: a key with a scalar behind it.
    package static func expanding(
        _ entry: ConfigMapping.Entry, into field: String, adding lines: [String]
    ) -> TextEdit? {
        let span = entry.value.span
        guard let indent = indentation(of: entry), entry.value.string != nil, entry.value.provenance == nil,
            span.file == entry.keySpan.file, isOneLine(span)
        else { return nil }
        let margin = "\n" + String(repeating: " ", count: indent + 2)
        // The blanks behind the colon go too.
        var start = span.start
        while start > entry.keySpan.end, span.file.bytes[start - 1] == UInt8(ascii: " ") { start -= 1 }
        let text = ([field + ": " + span.text] + lines).map { margin + $0 }.joined()
        return TextEdit(SourceSpan(file: span.file, start: start, end: span.end), text)
    }

    /// A line of its own behind an entry of a block map, with the same indentation.
    ///
    /// - Parameter entry: an entry whose value ends on the line where it ends.
    package static func adding(_ line: String, behind entry: ConfigMapping.Entry) -> TextEdit? {
        guard let indent = indentation(of: entry), entry.value.provenance == nil,
            entry.span.end >= entry.value.span.end,
            endsLine(entry.value.span)
        else { return nil }
        let end = SourceSpan(file: entry.value.span.file, start: entry.value.span.end, end: entry.value.span.end)
        return TextEdit(
            end,
            "\n" + String(repeating: " ", count: indent)
                + line.replacing(
                    "\n", with: "\n" + String(repeating: " ", count: indent)))
    }

    /// Lines in front of an entry of a block map, with the same indentation.
    package static func adding(_ lines: [String], before entry: ConfigMapping.Entry) -> TextEdit? {
        guard let indent = indentation(of: entry) else { return nil }
        let margin = String(repeating: " ", count: indent)
        let text = lines.joined(separator: "\n" + margin) + "\n" + margin
        return TextEdit(
            SourceSpan(file: entry.keySpan.file, start: entry.keySpan.start, end: entry.keySpan.start), text)
    }

    /// How far the key of an entry of a block map is indented; nil in a flow map.
    static func indentation(of entry: ConfigMapping.Entry) -> Int? {
        let bytes = entry.keySpan.file.bytes
        var start = entry.keySpan.start
        while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
        let before = bytes[start..<entry.keySpan.start]
        // `- name: x` begins a map too.
        guard before.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }) else { return nil }
        return before.count
    }

    private static func isOneLine(_ span: SourceSpan) -> Bool {
        !span.file.bytes[span.range].contains { $0 == 0x0A || $0 == 0x0D } && endsLine(span)
    }

    /// Whether nothing but a comment follows on the line.
    private static func endsLine(_ span: SourceSpan) -> Bool {
        let rest = span.file.bytes[span.end...].prefix { $0 != 0x0A && $0 != 0x0D }
            .drop { $0 == UInt8(ascii: " ") }
        return rest.isEmpty || rest.first == UInt8(ascii: "#")
    }
}

extension Fix {
    /// A fix of one edit; nil without it.
    package static func safe(_ title: String, _ edits: TextEdit?...) -> Fix? { make(title, .safe, edits) }

    /// A fix whose result somebody should look at; nil without its edits.
    package static func unsafe(_ title: String, _ edits: TextEdit?...) -> Fix? { make(title, .unsafe, edits) }

    private static func make(_ title: String, _ safety: Safety, _ edits: [TextEdit?]) -> Fix? {
        let known = edits.compactMap(\.self)
        return known.count == edits.count ? Fix(title: title, safety: safety, edits: known) : nil
    }
}
