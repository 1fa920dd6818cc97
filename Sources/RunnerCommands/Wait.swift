import ArgumentParser

/// For a builder that is a service of the job.
struct Wait: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: Verb.wait.rawValue,
        abstract: "Wait until the builder at BUILDKIT_HOST or --addr answers; say why when it does not.")

    @OptionGroup var options: RunnerOptions

    func run() throws {
        Invocation(options: options, task: .wait).carryOut()
    }
}
