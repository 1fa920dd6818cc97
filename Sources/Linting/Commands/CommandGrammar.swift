/// The flags of a command and of its subcommands.
package struct CommandGrammar: Sendable {
    /// How a program reads its flags.
    package enum Style: Sendable {
        /// `--name value`, `--name=value`, `-n value`, `-nvalue`, clusters such as `-it`: Go's pflag, and getopt.
        case gnu
        /// `--name` and `-name` are the same, no clusters: Go's flag package and urfave/cli.
        case go
    }

    package struct Flag: Sendable {
        /// Without dashes.
        package let name: String
        /// Other names, among them the one of one letter.
        package let aliases: [String]
        package let takesValue: Bool
    }

    package let style: Style
    package let subcommands: [String: CommandGrammar]
    /// Whether flags end at the first argument, since what follows is another command.
    package let stopsAtArgument: Bool
    /// Whether a flag that is not listed is surely unknown to the program.
    package let isClosed: Bool
    private let flags: [String: Flag]

    /// - Parameters:
    ///   - flags: names separated by spaces; `file/f=` is `--file` and `-f` with a value.
    ///   - isClosed: whether the list is complete.
    package init(
        _ flags: String, style: Style = .gnu, subcommands: [String: CommandGrammar] = [:],
        stopsAtArgument: Bool = false, isClosed: Bool = false
    ) {
        self.style = style
        self.subcommands = subcommands
        self.stopsAtArgument = stopsAtArgument
        self.isClosed = isClosed
        var table: [String: Flag] = [:]
        for text in flags.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            let takesValue = text.hasSuffix("=")
            let names = (takesValue ? text.dropLast() : text).split(separator: "/").map(String.init)
            guard let name = names.first else { continue }
            let flag = Flag(name: name, aliases: Array(names.dropFirst()), takesValue: takesValue)
            for name in names { table[name] = flag }
        }
        self.flags = table
    }

    private init(
        _ flags: [String: Flag], _ style: Style, _ subcommands: [String: CommandGrammar], _ stopsAtArgument: Bool,
        _ isClosed: Bool
    ) {
        self.flags = flags
        self.style = style
        self.subcommands = subcommands
        self.stopsAtArgument = stopsAtArgument
        self.isClosed = isClosed
    }

    /// The same with more flags.
    func adding(_ more: String) -> CommandGrammar {
        CommandGrammar(
            flags.merging(CommandGrammar(more).flags) { first, _ in first }, style, subcommands, stopsAtArgument,
            isClosed)
    }

    package func flag(_ name: String) -> Flag? { flags[name] }

    /// All names of flags, sorted, for suggestions.
    package var flagNames: [String] { flags.keys.sorted() }
}
