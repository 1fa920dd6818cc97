import ArgumentParser

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

    var choice: ReportOutput { ReportOutput(format: format, file: output, color: color) }
}
