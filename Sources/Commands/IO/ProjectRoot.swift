/// Where the project begins that a file belongs to.
enum ProjectRoot {
    /// The nearest directory above a file that holds `.git`; without one, the directory of the file itself.
    ///
    /// - Parameter path: a file, or `-` for text without a place, which counts as lying in the current directory.
    static func directory(of path: String) -> String { above(FilePath.directory(of: path)) }

    /// The nearest directory at or above `directory` that holds `.git`; without one, `directory`.
    static func above(_ directory: String) -> String {
        guard var current = FilePath.real(directory) else { return directory }
        while !FilePath.exists(FilePath.join(current, ".git")) {
            guard current != "/" else { return directory }
            current = FilePath.directory(of: current)
        }
        return current
    }
}
