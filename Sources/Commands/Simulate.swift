import ArgumentParser
import Diagnostics
import GitLabCI

/// `buildkit-ci simulate FILE`: which jobs a pipeline would have, and why.
struct Simulate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say which jobs a pipeline would have, and which rule decided.",
        discussion: """
            Nothing is run and no server is asked. What depends on something that is not given is reported as not decided. \
            The files that rules:exists looks at are those of the project's directory.
            The status is 1 if GitLab would refuse the pipeline, and 0 if rules keep it from being created.
            """)

    @Argument(help: "The pipeline; - is standard input.") var file: String
    @OptionGroup var event: EventOptions
    @OptionGroup var project: ProjectOption
    @Option(help: "How to print the result.") var format = Format.text

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text
        case json
    }

    init() {}

    func run() throws {
        let request = event.request
        let loaded = try PipelineCheck(path: file, root: project.root, variables: event.loadingVariables)
        guard let root = loaded.root, let pipeline = loaded.pipeline else {
            StandardStream.error.write(TextRenderer(colour: StandardStream.error.takesColour).render(loaded.findings))
            throw CommandExitCode.findings
        }
        var simulator = Simulator(
            root: root, pipeline: pipeline, request: request, files: loaded.project, isComplete: loaded.gaps.isEmpty)
        let result = simulator.run()
        switch format {
        case .text: StandardStream.output.write(SimulationText.render(result, title: event.title))
        case .json:
            StandardStream.output.write(
                SimulationJSON.render(result, of: request, file: file, isComplete: loaded.gaps.isEmpty))
        }
        if result.outcome == .refused { throw CommandExitCode.findings }
    }
}
