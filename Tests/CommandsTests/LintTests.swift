import Foundation
import Testing

/// Exit statuses, streams and options of `lint`.
struct LintTests {
    private static let valid = "job:\n  script: echo\n"
    private static let twice = "job:\n  script: a\n  script: b\n"

    @Test func `a clean file is 0 and silent`() throws {
        let cli = try CLI()
        try cli.write(Self.valid, to: "ci.yml")
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

    @Test func `GitLab's own words stand below ours`() throws {
        let cli = try CLI()
        try cli.write("job:\n  script: a\n  retyr: 1\n", to: "ci.yml")
        let output = try cli.run("lint", "ci.yml").output
        #expect(output.hasPrefix("ci.yml:3:3: error: unknown key \"retyr\" in job \"job\"\n"))
        #expect(output.contains("= GitLab says: jobs:job config contains unknown keys: retyr\n"))
        #expect(output.contains("= help: did you mean \"retry\"?\n"))
    }

    @Test func `a warning decides with --strict only`() throws {
        let cli = try CLI()
        try cli.write(Self.twice, to: "ci.yml")
        let result = try cli.run("lint", "ci.yml")
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("ci.yml:3:3: warning: "))
        #expect(try cli.run("lint", "--strict", "ci.yml") == CLI.Result(status: 1, output: result.output, error: ""))
    }

    @Test func `what cannot be read is 3 in the order of the arguments, and the others are still checked`() throws {
        let cli = try CLI()
        try cli.write("- a\n", to: "bad.yml")
        try cli.write("", to: "empty/file.txt")
        let result = try cli.run("lint", "absent.yml", "empty", "bad.yml", "bad.yml/x.yml")
        #expect(result.status == 3)
        #expect(result.output.hasPrefix("bad.yml:1:1: error: "))
        #expect(
            result.error == """
                buildkit-ci: cannot read "absent.yml": No such file or directory
                buildkit-ci: no pipeline in "empty": it holds no ".gitlab-ci.yml" and no ".yml" below "templates"
                buildkit-ci: cannot read "bad.yml/x.yml": Not a directory

                """)
    }

    @Test func `what is missing makes a text result incomplete on standard error`() throws {
        let cli = try CLI()
        try cli.write("include: {remote: \"https://example.com/a.yml\"}\njob: {script: a, needs: [b]}\n", to: "ci.yml")
        let gap = "ci.yml:1:19: incomplete: remote \"https://example.com/a.yml\" is missing: no network is used\n"
        #expect(try cli.run("lint", "--no-rules", "ci.yml") == CLI.Result(status: 0, output: "", error: gap))
        let line = try cli.run("lint", "--format", "gitlab-api", "ci.yml")
        #expect(line.error == "")
        #expect(line.output.contains("\"valid\":true,\"complete\":false"))
    }

    @Test func `colour is for terminals unless it is asked for`() throws {
        let cli = try CLI()
        try cli.write("- a\n", to: "ci.yml")
        let plain = try cli.run("lint", "ci.yml").output
        #expect(!plain.contains("\u{1B}"))
        #expect(try cli.run("lint", "--color", "never", "ci.yml").output == plain)
        #expect(try cli.run("lint", "--color", "always", "ci.yml").output.contains("\u{1B}[1;31merror\u{1B}[0m"))
    }

    @Test(arguments: ["text", "json", "gitlab-api", "codequality", "sarif", "junit"])
    func `a file gets what standard output would, and the status stays`(format: String) throws {
        let cli = try CLI()
        try cli.write("- a\n", to: "ci.yml")
        let direct = try cli.run("lint", "--format", format, "ci.yml")
        #expect(direct.status == 1)
        #expect(direct.output.hasSuffix("\n"))
        let written = try cli.run("lint", "--format", format, "--output", "report", "ci.yml")
        #expect(written == CLI.Result(status: 1, output: "", error: ""))
        #expect(try cli.read("report") == direct.output)
    }

    @Test func `a report that cannot be written is 3`() throws {
        let cli = try CLI()
        try cli.write(Self.valid, to: "ci.yml")
        let result = try cli.run("lint", "-o", "absent/report", "ci.yml")
        #expect(result.status == 3)
        #expect(result.error == "buildkit-ci: cannot write \"absent/report\": No such file or directory\n")
    }

    @Test func `many files come out in the order of the arguments, every time`() throws {
        let cli = try CLI()
        let names = (0..<60).map { "f\($0 * 7 % 60).yml" }
        for (index, name) in names.enumerated() {
            try cli.write(index % 3 == 0 ? Self.valid : "job\(index): {stage: nowhere, script: a}\n", to: name)
        }
        let first = try cli.run(["lint", "--format", "gitlab-api"] + names)
        let files = try first.output.split(separator: "\n").map {
            try JSONDecoder().decode(GitLabAPIFormatTests.Line.self, from: Data($0.utf8)).file
        }
        #expect(files == names)
        for _ in 0..<5 { #expect(try cli.run(["lint", "--format", "gitlab-api"] + names) == first) }
    }
}
