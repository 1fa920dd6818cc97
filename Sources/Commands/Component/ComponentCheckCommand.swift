import ArgumentParser
import Diagnostics
import GitLabCI

/// `buildkit-ci component check [DIR]`: does the project have what GitLab requires and recommends?
struct ComponentCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a component project: its files, its components and its pipeline.",
        discussion: """
            An error is what GitLab refuses or does not publish, a warning what it advises against. Warnings do not change \
            the exit status unless --strict is given. Tags are read from the directory .git, where there is one.
            """)

    @Argument(help: "The root of the component project.") var directory = "."
    @OptionGroup(title: "Output") var output: OutputOptions
    @Flag(help: "Let warnings count as errors for the exit status.") var strict = false

    init() {}

    func run() throws {
        let project = try ComponentDirectory.open(directory)
        let check = ComponentCheck(
            LoadingEnvironment(files: project), tagsWithoutVersion: GitTags.withoutVersion(in: project.root))
        let report = CheckReport(tool: Tool.description, files: check.files)
        try output.choice.write(report, isStrict: strict)
        let decides = report.files.contains { file in
            !file.isValid || (strict && !file.findings.isEmpty)
        }
        if decides { throw CommandExitCode.findings }
    }
}
