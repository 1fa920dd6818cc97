package import Diagnostics
import GitLabCI
package import ShellSyntax

/// The words of a command with its flags understood.
package struct CommandLine {
    /// One flag as it is given.
    package struct Flag {
        /// Its name without dashes, the long one if it has several.
        package let name: String
        /// As it is written: `--build-arg`, `-f`.
        package let written: String
        /// The bytes of `written` in the script.
        package let range: Range<Int>
        package let value: Value?
        /// Whether the command has it.
        package let isKnown: Bool
        /// The words that it takes up.
        package let words: ArraySlice<ShellWord>
    }

    /// The value of a flag.
    package struct Value {
        /// After quotes were removed, with `${NAME}` for variables.
        package let text: String
        /// The value's bytes in the script, with quotes if they are around the value alone.
        package let range: Range<Int>
        /// The word that holds it, together with the flag where it is written `--flag=value`.
        package let word: ShellWord
        /// How many bytes of the word's text come before it.
        package let offset: Int

        /// The text, if nothing in it depends on variables or commands.
        package var literal: String? { word.literal == nil ? nil : text }

        /// Where a stretch of the text is written in the script.
        package func range(ofText part: Range<Int>) -> Range<Int> {
            word.range(ofText: (part.lowerBound + offset)..<(part.upperBound + offset))
        }
    }

    package let command: LintedCommand
    /// The command and its subcommands: `["docker", "buildx", "build"]`.
    package private(set) var path: [String]
    package private(set) var flags: [Flag] = []
    /// What is left beside flags and subcommands.
    package private(set) var arguments: [ShellWord] = []
    /// Whether words such as `$OPTIONS` may become any flags, so that nothing can be concluded from one that is missing.
    package private(set) var isOpen = false
    /// What the command at the end of `path` takes.
    package private(set) var grammar: CommandGrammar

    init(_ command: LintedCommand, _ grammar: CommandGrammar) {
        self.command = command
        self.grammar = grammar
        path = [command.name]
        parse(command.arguments)
    }

    package var subcommand: String? { path.dropFirst().last }

    /// The value of a flag; of several the last.
    package func value(_ name: String) -> Value? { flags.last { $0.name == name && $0.value != nil }?.value }
    /// The values of a flag that may be repeated.
    package func values(_ name: String) -> [Value] { flags.compactMap { $0.name == name ? $0.value : nil } }
    /// Whether a flag is given, and not as `--flag=false`.
    package func has(_ name: String) -> Bool {
        flags.contains { $0.name == name && $0.value?.text != "false" }
    }
    package func flag(_ name: String) -> Flag? { flags.last { $0.name == name } }

    package func span(_ flag: Flag) -> SourceSpan { command.span(flag.range) }
    package func span(_ value: Value) -> SourceSpan { command.span(value.range) }

    // MARK: Reading

    /// Whether the shell may make flags of a word, as of `$OPTIONS` and `$(options)`. A word with text of its own, such as
    /// `$IMAGE:$TAG`, is a value; so is a variable that GitLab sets.
    private static func mayBecomeFlags(_ word: ShellWord) -> Bool {
        guard !word.isOneWord else { return false }
        return word.parts.allSatisfy { part in
            switch part {
            case .literal: false
            case .parameter(let name, let operation, _, _):
                !operation.isEmpty || !PredefinedVariables.names.contains(name)
            case .command, .arithmetic: true
            }
        }
    }

    private mutating func parse(_ words: ArraySlice<ShellWord>) {
        var rest = words
        var endsFlags = false
        while let word = rest.first {
            rest = rest.dropFirst()
            let text = word.text
            if !endsFlags, text == "--" {
                endsFlags = true
            } else if !endsFlags, text.hasPrefix("-"), text != "-", !text.hasPrefix("-$") {
                if grammar.style == .gnu, !text.hasPrefix("--") {
                    parseCluster(word, text, &rest)
                } else {
                    parseLong(word, text, &rest)
                }
            } else if Self.mayBecomeFlags(word) {
                isOpen = true
                if arguments.isEmpty || !grammar.stopsAtArgument { arguments.append(word) }
            } else if arguments.isEmpty, !endsFlags, let name = word.literal, let inner = grammar.subcommands[name] {
                path.append(name)
                grammar = inner
            } else {
                arguments.append(word)
                if grammar.stopsAtArgument { endsFlags = true }
            }
        }
    }

    /// `--name`, `--name=value`, `--name value`.
    private mutating func parseLong(_ word: ShellWord, _ text: String, _ rest: inout ArraySlice<ShellWord>) {
        let dashes = text.hasPrefix("--") ? 2 : 1
        let body = text.utf8.dropFirst(dashes)
        let equals = body.firstIndex(of: UInt8(ascii: "="))
        let end = equals ?? text.endIndex
        let name = String(text[body.startIndex..<end])
        let written = String(text[..<end])
        let range = word.range(ofText: 0..<written.utf8.count)
        let known = grammar.flag(name)
        let first = rest.startIndex - 1
        var value: Value?
        if let equals {
            let offset = written.utf8.count + 1
            let own = String(text[text.utf8.index(after: equals)...])
            value = Value(
                text: own, range: word.range(ofText: offset..<offset + own.utf8.count), word: word, offset: offset)
        } else if known?.takesValue ?? false, let next = rest.popFirst() {
            value = Value(text: next.text, range: next.range, word: next, offset: 0)
        }
        flags.append(
            Flag(
                name: known?.name ?? name, written: written, range: range, value: value, isKnown: known != nil,
                words: command.words[first..<rest.startIndex]))
    }

    /// `-f value`, `-fvalue`, `-it`.
    private mutating func parseCluster(_ word: ShellWord, _ text: String, _ rest: inout ArraySlice<ShellWord>) {
        let first = rest.startIndex - 1
        var offset = 1
        var letters = text.dropFirst()
        while let letter = letters.popFirst() {
            let name = String(letter)
            let start = offset
            offset += name.utf8.count
            let known = grammar.flag(name)
            var value: Value?
            if known?.takesValue ?? false {
                if !letters.isEmpty {
                    if letters.first == "=" {
                        letters.removeFirst()
                        offset += 1
                    }
                    let own = String(letters)
                    value = Value(
                        text: own, range: word.range(ofText: offset..<offset + own.utf8.count), word: word,
                        offset: offset)
                    letters = ""
                } else if let next = rest.popFirst() {
                    value = Value(text: next.text, range: next.range, word: next, offset: 0)
                }
            }
            let isAlone = start == 1
            flags.append(
                Flag(
                    name: known?.name ?? name, written: "-" + name,
                    range: word.range(ofText: (isAlone ? 0 : start)..<start + name.utf8.count), value: value,
                    isKnown: known != nil, words: command.words[first..<rest.startIndex]))
            // What follows an unknown letter may be its value.
            if known == nil { break }
        }
    }
}
