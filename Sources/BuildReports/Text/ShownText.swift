package import BuildKit

/// Makes of any text of a build what may be shown: one line, without secrets and without what would upset a terminal or
/// GitLab's log. Sequences go first, so that they cannot break a secret in two.
package struct ShownText: Sendable {
    private let mask: SecretMask

    package init(mask: SecretMask) { self.mask = mask }

    package func line(_ line: LogLines.Line) -> String {
        mask.hidingValues(in: TerminalText.plain(line.text), isCut: line.isCut) + (line.isCut ? " […]" : "")
    }

    /// A name, a message: line breaks become spaces.
    package func text(_ text: String) -> String {
        let line =
            text.contains(where: \.isNewline) ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text
        return mask.hidingValues(in: TerminalText.plain(line))
    }
}
