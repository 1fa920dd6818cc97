/// `>file`, `2>&1`, `<<EOF` and the like.
package struct ShellRedirection: Hashable, Sendable {
    /// The operator: `>`, `>>`, `<`, `<<`, `<<-`, `<<<`, `>&`, `<&`, `&>`, `&>>`, `<>`, `>|`.
    package let symbol: String
    /// The number before the operator.
    package let descriptor: Int?
    /// The file, the descriptor, the text of a here-string or the delimiter of a heredoc.
    package let target: ShellWord
    package let range: Range<Int>
    /// The text of a heredoc.
    package internal(set) var heredoc: ShellHeredoc?

    /// Whether the command writes to the target as a file.
    package var writesFile: Bool { [">", ">>", ">|", "&>", "&>>"].contains(symbol) }
}

/// The body of a heredoc.
package struct ShellHeredoc: Hashable, Sendable {
    package let delimiter: String
    /// Whether the delimiter is quoted, so that nothing in the body is expanded.
    package let isQuoted: Bool
    /// Whether leading tabs are removed (`<<-`).
    package let stripsTabs: Bool
    /// The lines of the body, the last line break included; empty when the text ends before.
    package internal(set) var body: Range<Int>
    /// Whether the end marker was found.
    package internal(set) var isTerminated: Bool
}
