import BuildKit
import Testing

@Suite struct BuildctlArgumentsTests {
    @Test(
        arguments: [
            (["build"], nil, [], "build", false), ([], nil, [], nil, true), (["--help"], nil, [], nil, true),
            (["-v"], nil, [], nil, true), (["help", "build"], nil, [], "help", true),
            (["build", "--help"], nil, [], "build", true), (["du", "-h"], nil, [], "du", true),
            (["--addr", "tcp://b:1", "build"], "tcp://b:1", [], "build", false),
            (["--addr=unix:///s", "--debug", "du"], "unix:///s", [], "du", false),
            (["-addr=a", "du"], "a", [], "du", false),
            // Behind the subcommand it is no global option.
            (["build", "--addr", "x"], nil, [], "build", false),
            (
                ["--tlsdir", "/c", "--timeout", "5", "--tlsservername=n", "build"], nil,
                ["--tlsdir=/c", "--tlsservername=n"], "build", false
            ), (["--log-format", "json", "prune"], nil, [], "prune", false),
            (["--debug", "--wait", "du"], nil, [], "du", false),
            (["--addr"], "", [], nil, true),
        ] as [([String], String?, [String], String?, Bool)])
    func globalOptionsAreFound(
        _ words: [String], _ address: String?, _ flags: [String], _ subcommand: String?, _ asksForHelp: Bool
    ) {
        let arguments = BuildctlArguments(words)
        #expect(arguments.address == address)
        #expect(arguments.connectionFlags == flags)
        #expect(arguments.subcommand == subcommand)
        #expect(arguments.asksForHelp == asksForHelp)
    }
}
