package import Diagnostics
package import ShellSyntax
package import YAMLTree

/// The keywords that hold scripts, in the order in which they run.
package enum ScriptPhase: String, CaseIterable, Sendable {
    case before = "before_script"
    case main = "script"
    case after = "after_script"
}

/// One item of a script: the text that the shell is given, and where each byte of it is written.
package final class ScriptItem {
    package let text: String
    package let phase: ScriptPhase
    /// The scalar in the YAML.
    package let source: ScalarSource
    package let shell: ShellScript
    package private(set) lazy var commands: [LintedCommand] = LintedCommand.all(in: self)

    /// The bytes of `text`.
    let bytes: [UInt8]
    private lazy var map = source.map(of: text)

    init(_ text: String, at span: SourceSpan, _ phase: ScriptPhase) {
        self.text = text
        self.phase = phase
        bytes = Array(text.utf8)
        source = ScalarSource(span)
        shell = ShellScript(bytes)
    }

    /// Whether bytes of the text can be found in the file. Text that was interpolated cannot.
    package var isExact: Bool { map != nil }

    /// Where a stretch of the text is written; the whole item where that is not known.
    package func span(of range: Range<Int>) -> SourceSpan {
        map.map { SourceSpan(file: source.span.file, range: $0.source(of: range)) } ?? source.span
    }

    /// The text of a stretch.
    package func text(of range: Range<Int>) -> String {
        String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// An edit that puts other text in place of a stretch; nil where it cannot be written in this style of scalar.
    package func edit(_ range: Range<Int>, _ replacement: String) -> TextEdit? {
        guard let map, let written = ScalarEscaping.escaped(replacement, at: range, in: text, source.style, map)
        else { return nil }
        return TextEdit(SourceSpan(file: source.span.file, range: map.source(of: range)), written)
    }

    /// An edit that puts text in at an offset.
    package func insertion(_ text: String, at offset: Int) -> TextEdit? { edit(offset..<offset, text) }
}
