/// One simple command: `NAME=value command word… >file`.
package struct ShellCommand: Hashable, Sendable {
    /// `NAME=value` before the command.
    package struct Assignment: Hashable, Sendable {
        package let name: String
        /// What stands behind `=`, or behind `+=`.
        package let value: ShellWord
        package let range: Range<Int>
    }

    /// How a command follows the one before it.
    package enum Connector: Hashable, Sendable {
        /// A new line, `;`, `&`, or the first command.
        case sequence
        case and
        case or
    }

    package internal(set) var assignments: [Assignment] = []
    /// The command and its arguments; empty for assignments or redirections alone.
    package internal(set) var words: [ShellWord] = []
    package internal(set) var redirections: [ShellRedirection] = []
    /// From the first to the last byte, heredocs excluded.
    package internal(set) var range: Range<Int>
    /// How it is joined to the pipeline before it.
    package internal(set) var connector = Connector.sequence
    /// Whether its input is the output of the command before it.
    package internal(set) var readsPipe = false
    /// Whether its output is the input of the next command.
    package internal(set) var feedsPipe = false
    package internal(set) var isNegated = false
    package internal(set) var isInBackground = false
    /// Whether its output becomes part of a word: it stands in `$(…)` or backquotes.
    package internal(set) var isSubstituted = false
    /// Whether it stands in a compound command or a function of this text, so that it may run never or often.
    package internal(set) var isNested = false

    init(range: Range<Int>) { self.range = range }

    /// The command as it is written, when it is plain text.
    package var name: String? { words.first?.literal }
    package var arguments: ArraySlice<ShellWord> { words.dropFirst() }
}
