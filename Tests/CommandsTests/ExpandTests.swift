import Testing

struct ExpandTests {
    @Test(arguments: Recording.names(of: "expand")) func `expansions are as recorded`(name: String) throws {
        try Recording.check("expand", name)
    }

    @Test func `what has findings is printed beside them`() throws {
        let cli = try CLI()
        try cli.write("job: {script: x, stage: nowhere}\n", to: "ci.yml")
        let result = try cli.run("expand", "ci.yml")
        #expect(result.status == 1)
        #expect(result.output == "job:\n  script: x\n  stage: nowhere\n")
        #expect(result.error.contains("nowhere"))
    }

    @Test func `what cannot be loaded prints nothing`() throws {
        let cli = try CLI()
        try cli.write("a: [\n", to: "ci.yml")
        let result = try cli.run("expand", "ci.yml")
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(result.error.hasPrefix("ci.yml:"))
    }

    @Test func `what comes out lints clean`() throws {
        let cli = try CLI()
        try cli.write(".a: {script: [x]}\nb: {extends: .a}\n", to: "ci.yml")
        let expanded = try cli.run("expand", "-", input: cli.read("ci.yml")).output
        try cli.write(expanded, to: "expanded.yml")
        #expect(try cli.run("lint", "--no-rules", "expanded.yml") == CLI.Result(status: 0, output: "", error: ""))
    }
}
