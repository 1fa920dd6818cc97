import GitLabCI

/// A project as it would be with a few files written.
struct OverlaidProject: ProjectFiles {
    private let project: any ProjectFiles
    private let files: [String: [UInt8]]

    /// - Parameter files: by their paths from the root.
    init(_ project: any ProjectFiles, files: [String: [UInt8]]) {
        self.project = project
        self.files = files
    }

    func contents(of path: String) -> [UInt8]? {
        ProjectPath.normalized(path).flatMap { files[$0] } ?? project.contents(of: path)
    }

    var paths: [String] {
        (project.paths + files.keys.filter { !project.paths.contains($0) })
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func shownName(of path: String) -> String { project.shownName(of: path) }
}
