import Commands
import Foundation
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
        ["frobnicate"], ["--frobnicate"], ["lint", "--format", "xml"], ["lint", "--root", "absent"],
        ["lint", "--color", "pink"], ["lint", "--stdin-name", "", "-"], ["generate"], ["generate", "elsewhere"],
        ["generate", "daemonless", "--tag"], ["generate", "daemonless", "--cache", "inline", "--no-cache"],
        ["generate", "daemonless", "--cache", "registy"],
        ["generate", "daemonless", "--tag", "a/b"], ["generate", "daemonless", "--runner", "buildkit-run"],
        ["script", "file"],
    ])
    func `a usage error is 2 and goes to standard error`(arguments: [String]) throws {
        let result = try CLI().run(arguments)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(!result.error.isEmpty)
    }

    @Test(arguments: CommandExitCode.allCases) func `help and README have every exit code`(status: CommandExitCode)
        throws
    {
        #expect(try CLI().run("--help").output.contains("\(status.rawValue)  \(status.summary)"))
        let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "README.md")
        #expect(try String(contentsOf: readme, encoding: .utf8).contains("| \(status.rawValue) | \(status.summary) |"))
    }
}
