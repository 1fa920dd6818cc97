import Foundation
import Testing

@testable import Commands

/// `lint --shellcheck`, with programs that are in shellcheck's place.
@Suite struct ShellCheckTests {
    private static let pipeline = "job:\n  script: [echo a]\n"

    private func cli(_ shellcheck: String?) throws -> CLI {
        var cli = try CLI()
        try cli.makeRepository()
        try cli.write(Self.pipeline, to: "a.yml")
        try cli.write(Self.pipeline, to: "b.yml")
        cli.variables["PATH"] = cli.directory.url.appending(path: "bin").path
        if let shellcheck { try write(shellcheck, in: cli) }
        return cli
    }

    /// By another process: one that tests in parallel start would have our file open for writing until it executes, and a
    /// file that is open for writing cannot be executed.
    private func write(_ script: String, in cli: CLI) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.currentDirectoryURL = cli.directory.url
        process.arguments = [
            "-c", "mkdir bin && printf '#!/bin/sh\\n%s\\n' \"$0\" > bin/shellcheck && chmod +x bin/shellcheck", script,
        ]
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    @Test func isNotMissedUnlessItIsAskedFor() throws {
        let cli = try cli(nil)
        #expect(try cli.run("lint", "--shellcheck", "auto", "a.yml") == .init(status: 0, output: "", error: ""))
        let required = try cli.run("lint", "--shellcheck", "on", "a.yml")
        #expect(required.status == 3)
        #expect(
            required.error == "buildkit-ci: cannot check the scripts of \"a.yml\": shellcheck is not on PATH\n")
    }

    @Test(arguments: [
        "echo oops", "echo '{\"comments\": 1}'", "exit 3", "echo '[]'", "printf '\\377\\0'", "kill -9 $$",
    ])
    func rubbishIsSaidOnce(_ script: String) throws {
        let cli = try cli(script)
        let problem = "shellcheck gave no report that can be read; version 0.7 or later is needed"
        #expect(
            try cli.run("lint", "--shellcheck", "auto", "a.yml", "b.yml")
                == .init(status: 0, output: "", error: "buildkit-ci: \(problem); its findings are left out\n"))
        let required = try cli.run("lint", "--shellcheck", "on", "a.yml", "b.yml")
        #expect(required.status == 3)
        #expect(required.error.contains("cannot check the scripts of \"b.yml\": \(problem)"))
    }

    /// Places that are not in the script are brought back into it.
    @Test func oddPlacesAreNoReasonToCrash() throws {
        let comments = [(9, 9, 9, 9), (1, 1, 0, 0), (0, 0, 0, 0), (-1, -1, 7, 7), (1, 5, 1, 2)].map {
            "{\\\"file\\\": \\\"$f\\\", \\\"line\\\": \($0.0), \\\"column\\\": \($0.1), \\\"endLine\\\": \($0.2), "
                + "\\\"endColumn\\\": \($0.3), \\\"code\\\": 1000, \\\"level\\\": \\\"error\\\", \\\"message\\\": \\\"m\\\"}"
        }
        let cli = try cli("for f; do :; done; echo \"{\\\"comments\\\": [\(comments.joined(separator: ", "))]}\"")
        let result = try cli.run("lint", "--shellcheck", "on", "a.yml")
        #expect(result.error == "")
        #expect(result.status == 0)
        #expect(result.output.contains("a.yml:2:"))
    }

    @Test func oneThatHangsIsEnded() {
        let start = ContinuousClock.now
        #expect(ShellCheckProcess.output("/bin/sh", ["-c", "echo '{}'; exec sleep 600"], within: 1) == nil)
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test func oneThatGoesOnBehindItsOutputIsEnded() {
        let script = "echo '{}'; exec >&-; exec sleep 600"
        #expect(ShellCheckProcess.output("/bin/sh", ["-c", script]) == Array("{}\n".utf8))
    }

    @Test func oneThatCannotBeStartedIsNone() {
        #expect(ShellCheckProcess.output("/nonexistent", []) == nil)
    }
}
