import FoundationEssentials

/// Where the project begins that a file belongs to.
enum ProjectRoot {
    /// The nearest directory above `path` that holds `.git`; without one, the directory of the file itself.
    ///
    /// - Parameter path: a file, or `-` for text without a place, which counts as lying in the current directory.
    static func directory(of path: String) -> String {
        let own: String =
            switch path.lastIndex(of: "/") {
            case path.startIndex?: "/"
            case let slash? where path != "-": String(path[..<slash])
            default: "."
            }
        var directory = URL(filePath: own).standardizedFileURL.path
        while !FileManager.default.fileExists(atPath: directory + "/.git") {
            guard directory != "/", let slash = directory.lastIndex(of: "/") else { return own }
            directory = slash == directory.startIndex ? "/" : String(directory[..<slash])
        }
        return directory
    }
}
