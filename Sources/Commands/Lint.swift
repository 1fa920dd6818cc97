import ArgumentParser
import Diagnostics

/// `buildkit-ci lint FILE…`: says what is wrong with pipelines.
struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check pipelines.",
        discussion: "Findings go to standard output, one a paragraph; no output means no finding.")

    @Argument(help: "The files to check; - is standard input.") var files: [String]

    init() {}

    func run() throws {
        var status = CommandExitCode.clean
        var findings: [Diagnostic] = []
        for path in files {
            do throws(CommandFailure) {
                findings += try PipelineCheck(path: path).findings
            } catch {
                // One unreadable file does not keep the others from being checked.
                StandardStream.error.write("buildkit-ci: \(error.message)\n")
                status = .failure
            }
        }
        StandardStream.output.write(TextRenderer(colour: StandardStream.output.takesColour).render(findings))
        if status == .clean, !findings.isEmpty { status = .findings }
        if status != .clean { throw status }
    }
}
