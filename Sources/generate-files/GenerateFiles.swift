import ArgumentParser
import Commands
import Generation

/// Writes the files of this repository that come from the sources, or says which of them differ.
struct GenerateFiles: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate-files",
        abstract: "Write the files of this repository that come from its sources.",
        discussion: "OUTPUTS:\n" + outputs.map { "  \($0.summary)" }.joined(separator: "\n"),
        subcommands: [NewRule.self])

    /// Everything that is written. A new kind of output is one file with one type, and one entry here.
    private static let outputs: [any GeneratedOutput] = [
        ComponentTemplates(), Examples(), ReadmeInputTables(), LintRuleFiles(),
    ]

    @Flag(help: "Write nothing; name the files that differ, with status 1 if there are any.") var check = false
    @Option(help: ArgumentHelp("The root of the repository.", valueName: "dir")) var root = "."

    init() {}

    func run() throws {
        do {
            let checkout = Checkout(root: root)
            guard checkout.text(of: "Package.swift") != nil else {
                throw CommandFailure("\"\(root)\" is not the root of the repository; name it by --root")
            }
            var differing: [String] = []
            for output in Self.outputs {
                for file in try output.files(in: checkout) where checkout.text(of: file.path) != file.text {
                    differing.append(file.path)
                    if !check { try checkout.write(file) }
                }
                for path in try output.stale(in: checkout) {
                    differing.append("\(path) (to be removed: nothing makes it)")
                }
            }
            try say(differing)
        } catch let failure as CommandFailure {
            StandardStream.error.write("generate-files: \(failure.message)\n")
            throw ExitCode(failure.status.rawValue)
        } catch let problems as RequestProblems {
            StandardStream.error.write("generate-files: \(problems.description)\n")
            throw ExitCode(CommandExitCode.failure.rawValue)
        }
    }

    private func say(_ differing: [String]) throws {
        guard check else {
            for path in differing { StandardStream.output.write("\(path)\n") }
            return
        }
        guard !differing.isEmpty else { return }
        for path in differing { StandardStream.error.write("generate-files: \(path) differs\n") }
        StandardStream.error.write(
            "generate-files: run \"swift run generate-files\", look at the changes, and commit them\n")
        throw ExitCode(CommandExitCode.findings.rawValue)
    }
}
