package import Diagnostics
package import ShellSyntax

/// One simple command of a script, with what stands before its name (`sudo`, `env`, `exec`) looked through.
package final class LintedCommand {
    package let item: ScriptItem
    package let shell: ShellCommand
    /// The name by which rules ask for it: the last part of the path, or the name in `KnownCommand`. Empty when the name
    /// is not plain text.
    package let name: String
    /// The word with the name, and those behind it.
    package let words: ArraySlice<ShellWord>

    package var arguments: ArraySlice<ShellWord> { words.dropFirst() }
    package var phase: ScriptPhase { item.phase }

    /// The flags and arguments, for commands whose flags are known.
    package private(set) lazy var line: CommandLine? = KnownCommand.grammar(of: name).map { CommandLine(self, $0) }

    init(_ shell: ShellCommand, in item: ScriptItem) {
        self.item = item
        self.shell = shell
        words = CommandPrefix.skipped(shell.words[...])
        name = words.first?.literal.map(KnownCommand.name) ?? ""
    }

    static func all(in item: ScriptItem) -> [LintedCommand] {
        var result: [LintedCommand] = []
        for command in item.shell.commands {
            let linted = LintedCommand(command, in: item)
            result.append(linted)
            // `sh -c '…'` runs what stands in the quotes.
            if let range = linted.innerScript {
                result += ShellScript(item.bytes, range: range).commands.map { LintedCommand($0, in: item) }
            }
        }
        return result
    }

    private var innerScript: Range<Int>? {
        guard ["sh", "bash", "ash", "dash"].contains(name) else { return nil }
        let arguments = arguments
        guard let flag = arguments.firstIndex(where: { $0.literal?.hasPrefix("-") ?? false && $0.text.hasSuffix("c") }),
            flag + 1 < arguments.endIndex, case .literal(_, .single, let range)? = arguments[flag + 1].parts.first,
            arguments[flag + 1].parts.count == 1
        else { return nil }
        return range
    }

    // MARK: Places

    /// The command in the file, from its first to its last word.
    package var span: SourceSpan { item.span(of: shell.range) }
    package var nameSpan: SourceSpan { words.first.map(span) ?? span }

    package func span(_ word: ShellWord) -> SourceSpan { item.span(of: word.range) }
    package func span(_ range: Range<Int>) -> SourceSpan { item.span(of: range) }
}
