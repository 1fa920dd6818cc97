import Foundation

/// One run of a built program in a directory of its own, with an environment that nothing outside can change.
struct CLI {
    struct Result: Equatable {
        let status: Int32
        let output: String
        let error: String
    }

    /// The directory of the run; gone when the value is.
    let directory: TemporaryDirectory
    /// Variables beyond those that are passed on.
    var variables: [String: String] = [:]

    /// The name of the program, which stands beside the test bundle.
    private let program: String

    init(program: String = "buildkit-ci") throws {
        self.program = program
        directory = try TemporaryDirectory()
    }

    /// Runs the program. Without a word about it `lint` runs no shellcheck, which may be installed or not.
    ///
    /// - Parameter input: what standard input holds.
    func run(_ arguments: String..., input: String = "") throws -> Result {
        try run(arguments, input: input)
    }

    /// - Parameter folder: where to run, in the directory.
    func run(_ arguments: [String], input: String = "", in folder: String = "") throws -> Result {
        let process = Process()
        process.executableURL = Self.programs.appending(path: program)
        process.arguments =
            arguments.first == "lint" && !arguments.contains("--shellcheck")
            ? arguments + ["--shellcheck", "off"] : arguments
        process.currentDirectoryURL = directory.url.appending(path: folder)
        process.environment = Self.environment
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stderr
        process.environment?.merge(variables) { $1 }
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        // Errors are shorter than a pipe, so that reading both in turn cannot block the program.
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        let error = try stderr.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
            error: String(decoding: error, as: UTF8.self))
    }

    /// Runs the program in a pseudo-terminal, which util-linux's `script` makes.
    ///
    /// - Returns: all that the terminal shows.
    func runInTerminal(_ command: String, answers: String) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "script", "--quiet", "--command", "'\(Self.programs.appending(path: program).path)' \(command)",
            "/dev/null",
        ]
        process.currentDirectoryURL = directory.url
        process.environment = Self.environment
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        process.standardError = stdout
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(answers.utf8))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }

    /// Writes a file, and makes the directories above it.
    func write(_ text: String, to name: String) throws {
        let url = directory.url.appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// Makes the directory look like a checkout.
    func makeRepository() throws { try write("", to: ".git/HEAD") }

    func read(_ name: String) throws -> String {
        try String(contentsOf: directory.url.appending(path: name), encoding: .utf8)
    }

    private static let programs = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()

    private static let environment = ProcessInfo.processInfo.environment.filter { name, _ in
        !["CI", "GITLAB_", "BUILDKIT_", "DOCKER_"].contains { name.hasPrefix($0) } && name != "NO_COLOR"
            && name != "TERM"
            && name != "COLUMNS"
    }
}

/// A directory that is removed with the last reference to it.
final class TemporaryDirectory {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "buildkit-ci-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }
}
