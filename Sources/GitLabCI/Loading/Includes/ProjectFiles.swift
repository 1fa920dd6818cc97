import Diagnostics

/// The files of a project, by their paths relative to its root, with `/` between the parts.
package protocol ProjectFiles: Sendable {
    /// The bytes of a file; nil when there is no such file within the project.
    func contents(of path: String) -> [UInt8]?
    /// The paths of all files, sorted by their bytes as git sorts them.
    var paths: [String] { get }
    /// The name under which people can open the file of a path from where they are.
    func shownName(of path: String) -> String
    /// The size of a file in bytes; nil when there is no such file within the project.
    func size(of path: String) -> Int?
}

extension ProjectFiles {
    package func shownName(of path: String) -> String { path }
    package func size(of path: String) -> Int? { contents(of: path)?.count }
}

/// A project that lives in memory.
package struct MemoryProject: ProjectFiles {
    private let files: [String: [UInt8]]
    package let paths: [String]

    package init(_ files: [String: [UInt8]] = [:]) {
        self.files = files
        paths = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    package init(texts: [String: String]) { self.init(texts.mapValues { Array($0.utf8) }) }

    package func contents(of path: String) -> [UInt8]? {
        ProjectPath.normalized(path).flatMap { files[$0] }
    }
}

/// Paths within a project.
package enum ProjectPath {
    /// A path without empty and `.` parts; nil when a part is `..`, which no path inside a repository has.
    package static func normalized(_ path: String) -> String? {
        guard !path.utf8.contains(0) else { return nil }
        let parts = path.split(utf8: "/").filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains("..") else { return nil }
        return parts.joined(separator: "/")
    }
}
