import ArgumentParser
import Diagnostics
import Generation

/// `buildkit-ci script FILE JOB`: what a job runs, to read it, to check it with ShellCheck, or to run it at home.
struct Script: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "script",
        abstract: "Print what a job runs as one shell script.",
        discussion: """
            The script sets the variables of the file, unless the environment has them, and runs before_script and script in \
            one shell, as GitLab Runner does. GitLab's predefined variables are for you to set.
            """)

    @Argument(help: "The pipeline; - is standard input.") var file: String
    @Argument(help: "The name of the job.") var job: String

    init() {}

    func run() throws {
        let loaded = try PipelineCheck(path: file)
        guard let configuration = loaded.configuration else {
            StandardStream.error.write(TextRenderer(colour: StandardStream.error.takesColour).render(loaded.findings))
            throw CommandFailure("\"\(file)\" is not a pipeline, so it has no jobs")
        }
        do throws(JobScript.Missing) {
            StandardStream.output.write(try JobScript(job: job, in: configuration).text)
        } catch {
            throw CommandFailure(error.description)
        }
    }
}
