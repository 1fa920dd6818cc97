import Testing

struct LintTests {
    @Test func `a clean file is 0 and silent`() throws {
        let cli = try CLI()
        try cli.write("job:\n  script: echo\n", to: "ci.yml")
        #expect(try cli.run("lint", "ci.yml") == CLI.Result(status: 0, output: "", error: ""))
    }

    @Test(arguments: [
        ("job:\n  script: [echo\n", "ci.yml:"),
        ("- a\n", "ci.yml:1:1: error: "),
        ("job:\n  stage: build\n", "ci.yml:1:1: error: "),
        ("", "ci.yml:1:1: error: "),
    ])
    func `a finding is 1, on standard output, with its place`(text: String, start: String) throws {
        let cli = try CLI()
        try cli.write(text, to: "ci.yml")
        let result = try cli.run("lint", "ci.yml")
        #expect(result.status == 1)
        #expect(result.output.hasPrefix(start), "\(result.output)")
        #expect(result.error == "")
    }

    @Test func `a file that cannot be read is 3, and the others are still checked`() throws {
        let cli = try CLI()
        try cli.write("- a\n", to: "bad.yml")
        let result = try cli.run("lint", "absent.yml", ".", "bad.yml")
        #expect(result.status == 3)
        #expect(result.output.hasPrefix("bad.yml:1:1: error: "))
        #expect(
            result.error == """
                buildkit-ci: cannot read "absent.yml": No such file or directory
                buildkit-ci: cannot read ".": Is a directory

                """)
    }
}
