import ArgumentParser
import Diagnostics

/// What to check.
struct InputOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Files and directories to check; - is standard input. (default: .gitlab-ci.yml of the project)",
            discussion: """
                In a directory, every .gitlab-ci.yml is checked, and every .yml below templates. Hidden directories, \
                node_modules and vendor are left out.
                """))
    var files: [String] = []
    @Option(
        help: ArgumentHelp(
            "The root of the project, where includes are looked up. (default: the nearest directory above a file that "
                + "holds .git, else that of the file)", valueName: "dir"))
    var root: String?
    @Option(help: ArgumentHelp("The path that standard input counts as having.", valueName: "path"))
    var stdinName: String?

    func validate() throws {
        if let root, !FilePath.isDirectory(root) { throw ValidationError("--root \"\(root)\" is no directory") }
        if stdinName?.isEmpty ?? false { throw ValidationError("--stdin-name needs a path") }
    }

    /// The files that are meant.
    func find() -> [Result<LintInput, CheckReport.Failure>] {
        var finder = InputFinder(root: root, stdinName: stdinName)
        finder.find(files)
        return finder.found
    }
}

/// How to say what was found.
struct OutputOptions: ParsableArguments {
    @Option(help: "How to write the findings.") var format = OutputFormat.text
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write to a file, in one step, instead of standard output.", valueName: "file"))
    var output: String?
    @Option(help: "Whether to colour text; auto means on a terminal, unless NO_COLOR is set.")
    var color = ColourChoice.auto

    /// Writes a report, and says on standard error what the text format has no place for.
    func write(_ report: CheckReport, isStrict: Bool) throws(CommandFailure) {
        for failure in report.failures { StandardStream.error.write("buildkit-ci: \(failure.message)\n") }
        if format == .text { sayGaps(of: report) }
        let file = output.flatMap { $0 == "-" ? nil : $0 }
        let colour = file == nil ? color.applies(to: .output) : color == .always
        let text = format.renderer(colour: colour, isStrict: isStrict).render(report)
        if let file {
            try AtomicFile.write(text, to: file)
        } else {
            StandardStream.output.write(text)
        }
    }

    private func sayGaps(of report: CheckReport) {
        for file in report.files where !file.isComplete {
            for gap in file.gaps {
                StandardStream.error.write("\(gap.span): incomplete: \(gap.name) is missing: \(gap.reason)\n")
            }
        }
    }
}
