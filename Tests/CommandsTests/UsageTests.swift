import Testing

/// Help and usage errors: which exit status, which stream.
struct UsageTests {
    @Test(arguments: [["--help"], ["help"], ["generate", "--help"], ["lint", "-h"], ["--version"], []])
    func `help goes to standard output and succeeds`(arguments: [String]) throws {
        let result = try CLI().run(arguments)
        #expect(result.status == 0)
        #expect(!result.output.isEmpty)
        #expect(result.error == "")
    }

    @Test(arguments: [
        ["frobnicate"], ["--frobnicate"], ["lint"], ["generate"], ["generate", "elsewhere"],
        ["generate", "daemonless", "--tag"], ["generate", "daemonless", "--cache", "a", "--no-cache"],
        ["generate", "daemonless", "--tag", "a/b"], ["generate", "daemonless", "--runner", "buildkit-run"],
        ["script", "file"],
    ])
    func `a usage error is 2 and goes to standard error`(arguments: [String]) throws {
        let result = try CLI().run(arguments)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(!result.error.isEmpty)
    }

    @Test func `help has the table of exit codes`() throws {
        let help = try CLI().run("--help").output
        for line in ["0  nothing to complain about", "1  there are findings", "2  a wrong command line", "3  a file"] {
            #expect(help.contains(line))
        }
    }
}
