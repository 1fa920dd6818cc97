import ArgumentParser
import Diagnostics

/// `buildkit-ci lint [FILE…]`: says what GitLab would say of pipelines, and where.
struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check pipelines.",
        discussion: """
            Says whether GitLab would accept a pipeline, in GitLab's words and in plainer ones. Includes from outside of the \
            project are fetched with --resolve-includes only; else what they could change is not judged, and the result says that it is incomplete. Files \
            below templates are judged as components: on their own, whatever pipeline includes them.

            An error is what GitLab rejects. Warnings do not change the exit status unless --strict is given.
            """)

    @OptionGroup(title: "Input") var input: InputOptions
    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Server") var server: ServerOptions
    @Flag(help: "Let warnings count as errors for the exit status.") var strict = false

    init() {}

    /// The names of files that directly follow `lint`, and the command line without them.
    ///
    /// ArgumentParser takes time that grows with the square of their number: for 900 files as long as the check of them.
    static func leadingFiles(_ arguments: [String]) -> (files: [String], others: [String]) {
        guard arguments.first == configuration.commandName else { return ([], arguments) }
        let files = arguments.dropFirst().prefix { !$0.hasPrefix("-") }
        return (Array(files), [arguments[0]] + arguments.dropFirst(1 + files.count))
    }

    func run() throws {
        let session = try server.session()
        var run = LintRun(describesJobs: output.format == .gitlabAPI)
        if let session { run.environment = { session.environment(files: $0.project, for: $0.name) } }
        var report = run.report(on: input.find())
        session?.complete(&report)
        try output.write(report, isStrict: strict)
        let status = status(of: report)
        if status != .clean { throw status }
    }

    private func status(of report: CheckReport) -> CommandExitCode {
        if !report.failures.isEmpty { return .failure }
        let decides = report.files.contains { file in
            !file.isValid || file.findings.contains { strict || $0.severity == .error }
        }
        return decides ? .findings : .clean
    }
}
