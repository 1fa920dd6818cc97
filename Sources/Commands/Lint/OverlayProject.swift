import GitLabCI

/// A project some of whose files have another text than on disk.
struct OverlayProject: ProjectFiles {
    let base: any ProjectFiles
    /// By path in the project.
    var changed: [String: [UInt8]] = [:]

    func contents(of path: String) -> [UInt8]? {
        ProjectPath.normalized(path).flatMap { changed[$0] } ?? base.contents(of: path)
    }

    var paths: [String] { base.paths }

    func shownName(of path: String) -> String { base.shownName(of: path) }
}
