import Diagnostics
import FoundationEssentials
import GitLabCI

/// The files of the checkout that a pipeline lies in.
struct ProjectDirectory: ProjectFiles {
    private let root: String

    /// The nearest directory above `path` that holds `.git`; without one, the directory of the file itself.
    ///
    /// - Parameter path: a file, or `-` for one without a place, which counts as lying in the current directory.
    init(containing path: String) {
        let own = path == "-" ? "." : String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let start = own.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : own
        var directory = URL(filePath: start).standardizedFileURL.path
        while !FileManager.default.fileExists(atPath: directory + "/.git") {
            guard let slash = directory.lastIndex(of: "/"), directory != "/" else {
                root = start
                return
            }
            directory = slash == directory.startIndex ? "/" : String(directory[..<slash])
        }
        root = directory
    }

    func contents(of path: String) -> [UInt8]? {
        guard let path = ProjectPath.normalized(path) else { return nil }
        return try? InputFile.read("\(root)/\(path)").bytes
    }

    var paths: [String] {
        var found: [String] = []
        collect("", into: &found)
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Symbolic links are files to git, so they are not followed.
    private func collect(_ directory: String, into found: inout [String]) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(directory)")) ?? []
        where name != ".git" {
            let path = directory.isEmpty ? name : "\(directory)/\(name)"
            let type =
                (try? FileManager.default.attributesOfItem(atPath: "\(root)/\(path)"))?[.type] as? FileAttributeType
            if type == .typeDirectory { collect(path, into: &found) } else { found.append(path) }
        }
    }
}
