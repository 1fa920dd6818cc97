import Foundation
import Testing

/// The script of a job, by running it.
struct ScriptTests {
    private static let pipeline = """
        variables:
          A: {value: "global", description: "shown in a form"}
          B: 1
          C: {value: "$A", expand: false}
        default:
          before_script: [echo before]
        build:
          variables: {A: "job's \\"$X\\"", D: "$$A costs $$5"}
          script:
            - echo "$A|$B|$C|$D"
            - [[echo nested]]
            - "false"
            - echo not reached
        bare:
          inherit: {default: false, variables: [B]}
          script: echo "${A-unset}|$B"
        .base:
          variables: {B: base}
          script: [echo base]
        extended:
          extends: .base
          before_script: []
          script: [!reference [.base, script], echo "$B"]

        """

    private func run(_ job: String) throws -> (script: CLI.Result, output: String) {
        let script = try CLI().run("script", "-", job, input: Self.pipeline)
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", script.output]
        shell.environment = ["X": "x y", "PATH": "/usr/bin:/bin"]
        let pipe = Pipe()
        shell.standardOutput = pipe
        try shell.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        return (script, String(decoding: output, as: UTF8.self))
    }

    @Test func `runs with its variables and defaults until a command fails`() throws {
        let (script, output) = try run("build")
        #expect(script.status == 0)
        #expect(output == "before\njob's \"x y\"|1|$A|$A costs $5\nnested\n")
    }

    @Test func `inherits only what it lets in`() throws {
        #expect(try run("bare").output == "unset|1\n")
    }

    @Test func `follows extends and references`() throws {
        #expect(try run("extended").output == "base\nbase\n")
    }

    @Test func `finds the project from a directory inside`() throws {
        let cli = try CLI()
        for directory in [".git", "inner"] {
            try FileManager.default.createDirectory(
                at: cli.directory.url.appending(path: directory), withIntermediateDirectories: true)
        }
        try cli.write("a: {script: echo a}\n", to: "b.yml")
        try cli.write("include: b.yml\n", to: "inner/ci.yml")
        let result = try cli.run("script", "inner/ci.yml", "a")
        #expect(result.status == 0, "\(result.error)")
    }

    @Test func `follows includes of the project and names those that it cannot`() throws {
        let cli = try CLI()
        try cli.write("a: {script: echo a}\n", to: "b.yml")
        try cli.write("include: [{local: b.yml}, {remote: \"https://example.com/c.yml\"}]\n", to: "ci.yml")
        let result = try cli.run("script", "ci.yml", "a")
        #expect(result.status == 0)
        #expect(result.output.hasSuffix("\necho a\n"))
        #expect(
            result.error
                == "ci.yml:1:36: incomplete: remote \"https://example.com/c.yml\" is missing: no network is used\n")
    }

    @Test func `a job that is not there is 3 and names those that are`() throws {
        let result = try run("other").script
        #expect(result.status == 3)
        #expect(result.error == "buildkit-ci: there is no job \"other\"; there is \"build\", \"bare\", \"extended\"\n")
    }
}
