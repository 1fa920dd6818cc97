import ArgumentParser
import Diagnostics
import GitLabCI

/// `buildkit-ci component render [DIR] [NAME]`: what a component adds to a pipeline.
struct ComponentRenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Print a component with its inputs in place.",
        discussion: """
            Inputs are checked as GitLab checks them, and GitLab's words are used for those that are missing or wrong. A \
            VALUE that is JSON counts as what it says where the input's type is number, boolean or array: \
            --input 'tags=["arm64", "docker"]'. What include, extends and !reference would do comes later, in the pipeline.
            """)

    @Argument(help: "The root of the component project.") var directory = "."
    @Argument(help: "The component. (default: the only one)") var name: String?
    @Option(name: .customLong("input"), help: ArgumentHelp("The value of an input.", valueName: "NAME=VALUE"))
    var values: [String] = []
    @Option(
        help: ArgumentHelp("A YAML file of inputs; --input goes before it. - is standard input.", valueName: "file"))
    var inputs: String?

    init() {}

    func validate() throws {
        for value in values where value.first == "=" || !value.contains("=") {
            throw ValidationError("--input \"\(value)\" is not of the form NAME=VALUE")
        }
    }

    func run() throws {
        let project = try ComponentDirectory.open(directory)
        let component = try ComponentDirectory.component(name, of: project)
        let inputFile = try inputs.map { (path) throws(CommandFailure) in try InputFile.read(path) }
        let file = SourceFile(
            name: project.shownName(of: component.path), path: component.path,
            bytes: project.contents(of: component.path) ?? [])
        let rendering: ComponentRendering
        do throws(LoadingError) {
            let given = try given(inputFile)
            rendering = try ComponentRendering(file, inputs: given, in: LoadingEnvironment(files: project))
        } catch {
            throw Self.said([error.diagnostic])
        }
        StandardStream.output.write(ExpandedText.of(rendering.content, isResolved: false))
        let findings = rendering.report.diagnostics
        if !findings.isEmpty {
            let status = Self.said(findings)
            if !rendering.report.isValid { throw status }
        }
    }

    /// The inputs of the file with those of the command line over them.
    private func given(_ file: SourceFile?) throws(LoadingError) -> ConfigMapping {
        var mapping =
            try file.map { (file) throws(LoadingError) in try ComponentRendering.inputs(from: file) }
            ?? ConfigMapping()
        for value in values {
            let source = SourceFile(name: "--input", text: value)
            let name = String(value.prefix { $0 != "=" })
            let end = name.utf8.count
            let text = String(value.dropFirst(name.count + 1))
            mapping.set(
                .init(
                    key: .string(name), keySpan: SourceSpan(file: source, start: 0, end: end),
                    value: ConfigValue(
                        .string(text), at: SourceSpan(file: source, start: end + 1, end: source.bytes.count))))
        }
        return mapping
    }

    private static func said(_ findings: [Diagnostic]) -> CommandExitCode {
        StandardStream.error.write(TextRenderer(colour: StandardStream.error.takesColour).render(findings))
        return .findings
    }
}
