/// What a piece of shell text runs: its simple commands in the order of the text, whatever compound command, function or
/// substitution they stand in.
///
/// All ranges are byte offsets into the text that was parsed.
package struct ShellScript: Hashable, Sendable {
    package let commands: [ShellCommand]
    /// Text that no shell would take, in order; what could be read is in `commands` all the same.
    package let problems: [ShellProblem]

    package init(_ text: String) { self.init(Array(text.utf8)) }

    package init(_ bytes: [UInt8]) { self.init(bytes, range: 0..<bytes.count) }

    /// Reads a part of a text, such as the words of `sh -c '…'`; ranges stay offsets into the whole.
    package init(_ bytes: [UInt8], range: Range<Int>) {
        var parser = ShellParser(bytes, range: range.clamped(to: 0..<bytes.count))
        parser.parse()
        commands = parser.commands
        problems = parser.problems
    }
}

/// Something that keeps a text from being a shell script.
package struct ShellProblem: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A quote, a `${`, a `$(` or a backquote without its end.
        case unterminated(String)
        /// A heredoc whose end marker never comes.
        case unterminatedHeredoc(delimiter: String)
        /// An operator where a command must be.
        case unexpected(String)
        /// Nested deeper than anybody writes; it was skipped.
        case tooDeep
    }

    package let kind: Kind
    package let range: Range<Int>
}
