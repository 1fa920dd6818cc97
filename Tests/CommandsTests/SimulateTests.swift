import Testing

struct SimulateTests {
    @Test(arguments: Recording.names(of: "simulate")) func `simulations are as recorded`(name: String) throws {
        try Recording.check("simulate", name)
    }

    @Test(arguments: [
        ["--event", "nothing"], ["--event", "tag"], ["--event", "merge_request_event"], ["--var", "A"],
        ["--var", "=a"], ["--event", "tag", "--ref", "v1", "--new-branch"], ["--format", "xml"],
    ])
    func `a request that cannot be is a usage error`(arguments: [String]) throws {
        let cli = try CLI()
        try cli.write("job: {script: x}\n", to: "ci.yml")
        let result = try cli.run(["simulate", "ci.yml"] + arguments)
        #expect(result.status == 2)
        #expect(result.output == "")
    }

    @Test func `what GitLab refuses is not simulated`() throws {
        let cli = try CLI()
        try cli.write("job: {script: x, stage: nowhere}\n", to: "ci.yml")
        let result = try cli.run("simulate", "ci.yml")
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(result.error.contains("nowhere"))
    }

    @Test func `what a missing include may hold is not missed`() throws {
        let cli = try CLI()
        try cli.write("include: {project: g/p, file: a.yml}\njob: {script: x, needs: [elsewhere]}\n", to: "ci.yml")
        let result = try cli.run("simulate", "ci.yml")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("push on branch main: it depends\n"))
        #expect(result.output.contains("note: \"job\" needs \"elsewhere\""))
        #expect(result.error.contains("incomplete: "))
        #expect(try cli.run("simulate", "ci.yml", "--format", "json").output.contains("\"complete\": false"))
    }

    @Test func `includes see the variables of the pipeline`() throws {
        let cli = try CLI()
        try cli.write(
            "include:\n  - local: main.yml\n    rules: [{if: $CI_COMMIT_BRANCH == \"main\"}]\na: {script: x}\n",
            to: "ci.yml")
        try cli.write("included: {script: x}\n", to: "main.yml")
        #expect(try cli.run("simulate", "ci.yml").output.contains("included"))
        #expect(try !cli.run("simulate", "ci.yml", "--ref", "other").output.contains("included"))
    }
}
