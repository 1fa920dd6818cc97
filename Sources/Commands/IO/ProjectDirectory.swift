import GitLabCI
import Glibc
import Synchronization

/// A project in a directory. Nothing outside of the directory is ever read, also not through symbolic links.
package final class ProjectDirectory: ProjectFiles {
    private static let fileSizeLimit = 64 * 1024 * 1024
    private static let depthLimit = 64

    /// The real path of the root.
    package let root: String
    /// What to put before a path in the project, to make a name that can be opened from the working directory.
    private let prefix: String
    private let listing = Mutex<[String]?>(nil)

    /// - Parameter path: the root of the project; nil is returned when it is no directory that can be read.
    /// - Parameter isShownAbsolute: whether names of files begin at `/` and not at the working directory.
    package init?(_ path: String, isShownAbsolute: Bool = false) {
        guard let resolved = FilePath.real(path) else { return nil }
        root = resolved
        let shown = isShownAbsolute ? resolved : FilePath.relative(resolved, from: FilePath.real(".") ?? "/")
        prefix = shown.isEmpty || shown.hasSuffix("/") ? shown : shown + "/"
    }

    package func shownName(of path: String) -> String { prefix + path }

    package func contents(of path: String) -> [UInt8]? {
        guard let inner = ProjectPath.normalized(path) else { return nil }
        let prefix = root == "/" ? root : root + "/"
        guard let resolved = FilePath.real(prefix + inner), resolved.hasPrefix(prefix) else { return nil }
        return Self.read(resolved)
    }

    /// Without reading the file. A symbolic link is sent to a build as one, and has no size here.
    package func size(of path: String) -> Int? {
        guard let inner = ProjectPath.normalized(path) else { return nil }
        var status = stat()
        guard lstat((root == "/" ? root : root + "/") + inner, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int(status.st_size)
    }

    package var paths: [String] {
        listing.withLock { listing in
            if let listing { return listing }
            var found: [String] = []
            Self.list(root, prefix: "", depth: 0, into: &found)
            found.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            listing = found
            return found
        }
    }

    /// The bytes of a regular file; nil for anything else.
    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= fileSizeLimit
        else { return nil }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: max(4096, Int(status.st_size) + 1))
        while bytes.count <= fileSizeLimit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 { return nil }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    private static func list(_ directory: String, prefix: String, depth: Int, into found: inout [String]) {
        guard depth < depthLimit else { return }
        for entry in DirectoryListing.entries(of: directory) ?? [] where depth > 0 || entry.name != ".git" {
            if entry.isDirectory {
                list(directory + "/" + entry.name, prefix: prefix + entry.name + "/", depth: depth + 1, into: &found)
            } else {
                found.append(prefix + entry.name)
            }
        }
    }
}
