import ArgumentParser

/// Any command with a builder: several builds, `docker buildx` with a remote driver, a script.
struct Exec: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Verb.exec.rawValue,
        abstract: "Run any command with BUILDKIT_HOST set to a builder that lives as long as the command.",
        usage: "buildkit-run exec [<options>] -- <command> [<argument> ...]")

    @OptionGroup var options: RunnerOptions

    @Argument(parsing: .captureForPassthrough, help: "The command and its arguments.")
    var command: [String] = []

    func validate() throws {
        guard let first = words.first else {
            throw ValidationError("Say which command to run: buildkit-run exec -- COMMAND")
        }
        if command.first != "--" && first.hasPrefix("-") { throw ValidationError("Unknown option '\(first)'") }
    }

    func run() throws {
        Invocation(options: options, task: .command(words)).carryOut()
    }

    private var words: [String] { command.first == "--" ? Array(command.dropFirst()) : command }
}
