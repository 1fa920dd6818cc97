import ArgumentParser

/// `--root`, for commands that look at one file.
struct ProjectOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The root of the project, where includes are looked up. (default: the nearest directory above the file that "
                + "holds .git, else that of the file)", valueName: "dir"))
    var root: String?

    func validate() throws {
        if let root, !FilePath.isDirectory(root) { throw ValidationError("--root \"\(root)\" is no directory") }
    }
}
