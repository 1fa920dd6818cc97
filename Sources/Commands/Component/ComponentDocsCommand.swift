import ArgumentParser
import Diagnostics
import GitLabCI

/// `buildkit-ci component docs [DIR] [NAME…]`: the inputs of components as Markdown tables.
struct ComponentDocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs",
        abstract: "Write the inputs of components as a Markdown table.",
        discussion: """
            With --write the tables in the README are brought up to date. Each stands between two lines, of which the first \
            may name components; without a name the table is that of all:

              <!-- inputs: daemonless, service -->
              <!-- end of inputs -->
            """)

    @Argument(help: "The root of the component project.") var directory = "."
    @Argument(help: "The components. (default: all)") var names: [String] = []
    @Option(help: ArgumentHelp("The README of --write and --check. (default: README.md in DIR)", valueName: "file"))
    var readme: String?
    @Flag(help: "Bring the tables in the README up to date.") var write = false
    @Flag(help: "Say whether the tables in the README are up to date: status 1 if they are not.") var check = false

    init() {}

    func validate() throws {
        if write, check { throw ValidationError("--write and --check exclude each other") }
        if write || check, !names.isEmpty {
            throw ValidationError("the README says which components its tables are of; leave out \"\(names[0])\"")
        }
        if readme != nil, !write, !check { throw ValidationError("--readme is for --write and --check") }
    }

    func run() throws {
        let project = try ComponentDirectory.open(directory)
        var chosen = ComponentProject(project).components
        if !names.isEmpty {
            chosen = try names.map { (name) throws(CommandFailure) in
                try ComponentDirectory.component(name, of: project)
            }
        }
        let descriptions: [ComponentDescription]
        do throws(LoadingError) {
            descriptions = try chosen.map { (component) throws(LoadingError) in
                try ComponentDescription(component, in: project)
            }
        } catch {
            let renderer = TextRenderer(colour: StandardStream.error.takesColour)
            StandardStream.error.write(renderer.render([error.diagnostic]))
            throw CommandExitCode.findings
        }
        guard write || check else {
            StandardStream.output.write(InputTable.text(of: descriptions))
            return
        }
        try update(readme ?? project.shownName(of: "README.md"), descriptions)
    }

    private func update(_ path: String, _ descriptions: [ComponentDescription]) throws {
        let old = try InputFile.read(path).text
        let new: String
        do throws(InputSections.Problem) {
            new = try InputSections.updated(old, with: descriptions)
        } catch {
            throw CommandFailure("\(path): \(error)", status: .usage)
        }
        guard new != old else { return }
        guard write else {
            StandardStream.error.write(
                "\(path): the tables of inputs differ from the components; \"\(Tool.name) component docs --write\""
                    + " brings them up to date\n")
            throw CommandExitCode.findings
        }
        try TextFile.write(new, to: path)
    }
}
