import Foundation
import Testing

/// `init`, through the program; with questions in a pseudo-terminal that util-linux's `script` makes.
struct InitTests {
    private static func repository(_ files: [String: String]) throws -> CLI {
        let cli = try CLI()
        try cli.makeRepository()
        for (name, text) in files { try cli.write(text, to: name) }
        return cli
    }

    private static let monorepo = [
        "api/Dockerfile": "FROM scratch\nCOPY . /\n", "api/main.go": "", "web/Dockerfile": "FROM scratch\nCOPY . /\n",
        "web/index.html": "",
    ]

    @Test func `a repository without pipeline gets a request and the pipeline of it`() throws {
        let cli = try Self.repository(["Dockerfile": "FROM scratch\nCOPY a /\n", "a": ""])
        let result = try cli.run("init", "--yes")
        #expect(result.status == 0, "\(result.error)")
        #expect(result.output.contains("+++ buildkit-ci.yml\n") && result.output.contains("+++ .gitlab-ci.yml\n"))
        #expect(result.error.contains("found Dockerfile, which builds $CI_REGISTRY_IMAGE from the whole repository\n"))
        #expect(try cli.run("lint", ".").status == 0)
        // What was written is what the request says, so that it can be changed there.
        #expect(
            try cli.run("generate", "--from", "buildkit-ci.yml", "-o", ".gitlab-ci.yml", "--check")
                == CLI.Result(status: 0, output: "", error: ""))
        let again = try cli.run("init", "--yes")
        #expect(again.status == 0)
        #expect(again.output == "")
        #expect(again.error.hasSuffix("nothing to do: every file is up to date\n"))
    }

    @Test func `an existing pipeline keeps its lines`() throws {
        let pipeline = "# Ours.\n\nunit:\n  script: make\n"
        let cli = try Self.repository(Self.monorepo.merging([".gitlab-ci.yml": pipeline]) { $1 })
        #expect(try cli.run("init", "--yes").status == 0)
        let lines = try cli.read(".gitlab-ci.yml").split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == pipeline.split(separator: "\n", omittingEmptySubsequences: false).count + 3)
        #expect(try cli.read(".gitlab/buildkit.gitlab-ci.yml").contains("        - web/**/*\n"))
        #expect(try cli.run("lint", ".").status == 0)
    }

    @Test func `somebody's files are never replaced`() throws {
        let cli = try Self.repository(Self.monorepo.merging(["buildkit-ci.yml": "mode: service\n"]) { $1 })
        let request = try cli.run("init", "--yes")
        #expect(request.status == 2)
        #expect(request.error.contains("\"buildkit-ci.yml\" is there already and asks for something else"))
        #expect(try cli.read("buildkit-ci.yml") == "mode: service\n")

        let other = try Self.repository(
            Self.monorepo.merging([
                ".gitlab-ci.yml": "unit:\n  script: make\n",
                ".gitlab/buildkit.gitlab-ci.yml": "mine:\n  script: make\n",
            ]) { $1 })
        let fragment = try other.run("init", "--yes")
        #expect(fragment.status == 2)
        #expect(fragment.error.contains("was not generated"))
        #expect(try other.read(".gitlab-ci.yml") == "unit:\n  script: make\n")
    }

    @Test func `without a terminal it wants to be told`() throws {
        let cli = try Self.repository(Self.monorepo)
        let silent = try cli.run("init")
        #expect(silent.status == 2)
        #expect(silent.error.contains("--yes takes the defaults"))
        let dry = try cli.run("init", "--dry-run")
        #expect(dry.status == 0)
        #expect(dry.output.contains("+++ .gitlab-ci.yml\n"))
        #expect(!FileManager.default.fileExists(atPath: cli.directory.url.appending(path: "buildkit-ci.yml").path))
    }

    @Test func `without a Dockerfile there is nothing to start with`() throws {
        let cli = try Self.repository(["tests/Dockerfile": "FROM scratch\n"])
        let result = try cli.run("init", "--yes")
        #expect(result.status == 2)
        #expect(result.error.contains("there is no Dockerfile in ") && result.error.contains("tests/Dockerfile"))
    }

    private static let script = ["/usr/bin/script", "/bin/script"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(
        .enabled(if: script != nil, "the program script, of util-linux, is not here"),
        arguments: [
            // Answers, what is written, what the request has to hold.
            ("2\nservice\ny\n", true, ["mode: service", "context: web"]),
            ("9\n1,2\n\n\n", true, ["mode: daemonless", "context: api", "context: web"]),
            ("\n3\ntcp\ntcp://builder:1234\ny\n", true, ["mode: remote", "address: tcp://builder:1234"]),
            ("\n\nn\n", false, []), ("\n", false, []),
        ])
    func `at a terminal it asks`(_ answers: String, _ isWritten: Bool, _ texts: [String]) throws {
        let cli = try Self.repository(Self.monorepo)
        let result = try cli.runInTerminal("init", answers: answers)
        #expect(result.contains("Which images, by their numbers [all]: "), "\(result)")
        let request = try? cli.read("buildkit-ci.yml")
        #expect((request != nil) == isWritten, "\(result)")
        for text in texts {
            #expect(request?.contains(text) == true, "\(request ?? "")")
        }
        if !isWritten { #expect(result.contains("nothing is written"), "\(result)") }
    }
}
