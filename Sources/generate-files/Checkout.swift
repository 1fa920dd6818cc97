import Commands
import Diagnostics

/// The files of the repository.
struct Checkout {
    let root: String

    /// The text of a file; nil when there is none.
    func text(of path: String) -> String? {
        let path = FilePath.join(root, path)
        guard FilePath.exists(path) else { return nil }
        return try? InputFile.read(path).text
    }

    /// The paths below a folder, sorted.
    func paths(below folder: String) -> [String] {
        let project = ProjectDirectory(FilePath.join(root, folder))
        return (project?.paths ?? []).map { "\(folder)/\($0)" }
    }

    func write(_ file: GeneratedFile) throws {
        let path = FilePath.join(root, file.path)
        try FilePath.makeDirectories(above: path)
        try TextFile.write(file.text, to: path)
    }
}
