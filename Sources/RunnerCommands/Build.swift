import ArgumentParser

/// The drop-in for `buildctl-daemonless.sh build`.
struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Verb.build.rawValue,
        abstract: "Run buildctl build with all the arguments that follow.",
        discussion: "Options of buildkit-run stand before the word build: buildkit-run --ready-timeout 5m build …")

    @OptionGroup var options: RunnerOptions

    @Argument(parsing: .captureForPassthrough, help: "Arguments of buildctl build, passed on unchanged.")
    var arguments: [String] = []

    func run() throws {
        Invocation(options: options, task: .client(["build"] + arguments)).carryOut()
    }
}
