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
        /// Without dashes; of several names the long one.
        package let name: String
        package let takesValue: Bool
    }

    package let style: Style
    package let subcommands: [String: CommandGrammar]
    /// Whether flags end at the first argument, since what follows is another command.
    package let stopsAtArgument: Bool
    /// Whether a flag that is not listed is surely unknown to the program.
    package let isClosed: Bool
    /// The flags as they are written, to be searched: tables of the flags of all commands would be made at every start, and
    /// few of them are asked for.
    private let lists: [[UInt8]]

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
        lists = [Array(flags.utf8)]
    }

    private init(_ other: CommandGrammar, lists: [[UInt8]]) {
        style = other.style
        subcommands = other.subcommands
        stopsAtArgument = other.stopsAtArgument
        isClosed = other.isClosed
        self.lists = lists
    }

    /// The same with more flags; those that it has already stay as they are.
    func adding(_ more: String) -> CommandGrammar { CommandGrammar(self, lists: lists + [Array(more.utf8)]) }

    package func flag(_ name: String) -> Flag? {
        let wanted = Array(name.utf8)
        for list in lists {
            guard let word = Self.word(named: wanted, in: list) else { continue }
            let first = word.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "=") }
            return Flag(name: String(decoding: first, as: UTF8.self), takesValue: word.last == UInt8(ascii: "="))
        }
        return nil
    }

    /// The word of a list that has a name, such as `file/f=` for `f`.
    private static func word(named name: [UInt8], in list: [UInt8]) -> ArraySlice<UInt8>? {
        guard !name.isEmpty else { return nil }
        var (wordStart, nameStart) = (0, 0)
        for index in 0...list.count {
            let byte = index < list.count ? list[index] : UInt8(ascii: " ")
            guard endsName(byte) else { continue }
            if list[nameStart..<index].elementsEqual(name) { return list[wordStart...].prefix { !isBlank($0) } }
            nameStart = index + 1
            if isBlank(byte) { wordStart = nameStart }
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") }

    private static func endsName(_ byte: UInt8) -> Bool {
        isBlank(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
    }

    /// All names of flags, sorted, for suggestions.
    package var flagNames: [String] {
        let names = lists.flatMap { $0.split(whereSeparator: Self.endsName) }
        return Set(names.map { String(decoding: $0, as: UTF8.self) }).sorted()
    }
}
