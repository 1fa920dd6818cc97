import ArgumentParser
import Diagnostics
import GitLabCI

/// `buildkit-ci expand FILE`: the configuration as GitLab sees it.
struct Expand: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print a pipeline with include, extends, !reference, anchors and inputs resolved.",
        discussion: """
            A pipeline with findings is printed too, as long as it can be loaded; the findings go to standard error, and \
            the status is 1.
            """)

    @Argument(help: "The pipeline; - is standard input.") var file: String
    @OptionGroup var project: ProjectOption
    @Flag(help: "Say in comments where values come from.") var origins = false

    init() {}

    func run() throws {
        let loaded = try PipelineCheck(path: file, root: project.root)
        if let root = loaded.root {
            StandardStream.output.write(ExpandedText.of(root, showsOrigins: origins))
        }
        guard !loaded.hasErrors else {
            StandardStream.error.write(TextRenderer(colour: StandardStream.error.takesColour).render(loaded.findings))
            throw CommandExitCode.findings
        }
    }
}
