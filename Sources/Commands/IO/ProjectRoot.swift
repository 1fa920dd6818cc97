/// Where the project begins that a file belongs to.
enum ProjectRoot {
    /// The nearest directory above a file that holds `.git`; without one, the directory of the file itself.
    ///
    /// - Parameter path: a file, or `-` for text without a place, which counts as lying in the current directory.
    static func directory(of path: String) -> String { above(FilePath.directory(of: path)) }

    /// The nearest directory at or above `directory` that holds `.git`; without one, `directory`, or for the places where
    /// components live the directory that holds `templates`.
    static func above(_ directory: String) -> String {
        guard let start = FilePath.real(directory) else { return directory }
        var current = start
        while !FilePath.exists(FilePath.join(current, ".git")) {
            guard current != "/" else { return holderOfTemplates(start) ?? directory }
            current = FilePath.directory(of: current)
        }
        return current
    }

    /// For `X/templates` and `X/templates/NAME`, `X`.
    private static func holderOfTemplates(_ directory: String) -> String? {
        let parent = FilePath.directory(of: directory)
        if FilePath.lastPart(of: directory) == "templates" { return parent }
        return FilePath.lastPart(of: parent) == "templates" ? FilePath.directory(of: parent) : nil
    }
}
