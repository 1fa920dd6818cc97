import ArgumentParser
import BuildRequests
import Generation

/// `buildkit-ci init`: from a repository with Dockerfiles to one with a pipeline.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Look at a repository, and write the pipeline that builds its images.",
        discussion: """
            Finds the Dockerfiles and the directories that they are written for, asks a few questions, shows what would \
            change, and writes \(RequestFile.name) and the pipeline. A pipeline that is there already keeps every line and \
            gets an include. Without a terminal, --yes takes the defaults in place of answers.
            """)

    @Argument(help: "A directory of the project.") var directory = "."
    @Option(help: "Where the daemon runs that builds. (default: asked for; daemonless with --yes)") var mode:
        BuildRequest.Mode?
    @Option(help: ArgumentHelp("remote: the address of the builder.", valueName: "tcp://host:port")) var address:
        String?
    @Flag(name: .shortAndLong, help: "Ask nothing.") var yes = false
    @Flag(help: "Show what would change, and write nothing.") var dryRun = false

    init() {}

    func run() throws {
        guard yes || dryRun || TerminalQuestions.arePossible else {
            throw CommandFailure(
                "this is no terminal, so nothing can be asked; --yes takes the defaults, --dry-run shows them",
                status: .usage)
        }
        guard FilePath.isDirectory(directory), let project = ProjectDirectory(ProjectRoot.above(directory)) else {
            throw CommandFailure("\"\(directory)\" is no directory", status: .usage)
        }
        let survey = RepositorySurvey(project)
        guard !survey.images.isEmpty else {
            throw CommandFailure(
                "there is no Dockerfile in \(project.root)\(Self.aside(survey)); for one of another name write"
                    + " \"buildkit-ci generate daemonless --dockerfile PATH --output \(RepositorySurvey.pipelinePath)\"",
                status: .usage)
        }
        Self.say(survey)
        let asks = !yes && !dryRun
        var choices = InitChoices(mode: mode ?? .daemonless, images: survey.images, address: address)
        do {
            if asks { try choices.ask(survey: survey, mode: mode) }
            let start = try ProjectStart(choices.request(of: survey), of: survey, in: project)
            let needed = start.changes.filter(\.isNeeded)
            guard !needed.isEmpty else {
                StandardStream.error.write("nothing to do: every file is up to date\n")
                return
            }
            for change in needed { StandardStream.output.write(change.difference) }
            if dryRun { return }
            let names = needed.map(\.path).joined(separator: ", ")
            if asks, try !TerminalQuestions.confirm("Write \(names)") {
                StandardStream.error.write("nothing is written\n")
                return
            }
            for change in start.changes { try change.write() }
            for note in start.notes { StandardStream.error.write("\(note)\n") }
            StandardStream.error.write(
                "wrote \(names); the next change is one of \(RequestFile.name), then \"buildkit-ci generate --from"
                    + " \(RequestFile.name)\"\n")
        } catch is TerminalQuestions.NoAnswer {
            StandardStream.error.write("\nno answer, so nothing is written\n")
        }
    }

    /// What was found, what was left out, and what could be better.
    private static func say(_ survey: RepositorySurvey) {
        for image in survey.images {
            let context = image.context == "." ? "the whole repository" : image.context
            StandardStream.error.write("found \(image.dockerfile), which builds \(image.name) from \(context)\n")
        }
        for (path, directory) in survey.leftOut {
            StandardStream.error.write(
                "left out \(path), since \"\(directory)\" does not sound like a product; \(RequestFile.name) can name it\n"
            )
        }
        guard !survey.advice.isEmpty else { return }
        StandardStream.error.write(
            "advice: cache mounts live in the builder, so they pay where it lasts: at home, and in the modes remote and"
                + " kubernetes\n")
        for advice in survey.advice { StandardStream.error.write("  \(advice)\n") }
    }

    private static func aside(_ survey: RepositorySurvey) -> String {
        survey.leftOut.isEmpty ? "" : " (beside \(survey.leftOut.map(\.path).joined(separator: ", ")))"
    }
}
