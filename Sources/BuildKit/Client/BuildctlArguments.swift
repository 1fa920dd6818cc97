/// The command line of `buildctl`, as far as it says which builder is meant.
package struct BuildctlArguments: Equatable, Sendable {
    /// The value of the global option `--addr`, if it is given.
    package private(set) var address: String?
    /// The words before the subcommand that concern the connection, to be repeated when the builder is asked something.
    package private(set) var connectionFlags: [String] = []
    /// The subcommand: `build`, `du`, `prune`, `debug` and so on.
    package private(set) var subcommand: String?
    /// Whether the call only prints help or a version, for which no builder is needed.
    package private(set) var asksForHelp = false

    private static let connectionFlagNames = ["addr", "tlsservername", "tlscacert", "tlscert", "tlskey", "tlsdir"]
    private static let otherFlagsWithValue = ["log-format", "timeout"]

    package init(_ arguments: [String]) {
        var rest = arguments[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word != "-", word != "--" else {
                subcommand = word
                break
            }
            let flag = word.drop { $0 == "-" }
            let name = String(flag.prefix { $0 != "=" })
            asksForHelp = asksForHelp || ["help", "h", "version", "v"].contains(name)
            guard (Self.connectionFlagNames + Self.otherFlagsWithValue).contains(name) else { continue }
            let value = flag.contains("=") ? String(flag.dropFirst(name.count + 1)) : rest.popFirst() ?? ""
            guard Self.connectionFlagNames.contains(name) else { continue }
            if name == "addr" { address = value } else { connectionFlags.append("--\(name)=\(value)") }
        }
        if subcommand == nil || subcommand == "help" { asksForHelp = true }
        // `-h` as the value of an option of `build` is no case that occurs.
        if rest.contains("--help") || rest.contains("-h") { asksForHelp = true }
    }
}
