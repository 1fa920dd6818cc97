import Glibc
import Synchronization

/// A project in a directory. Nothing outside of the directory is ever read, also not through symbolic links.
package final class ProjectDirectory: ProjectFiles {
    private static let fileSizeLimit = 64 * 1024 * 1024
    private static let depthLimit = 64

    private let root: String
    private let listing = Mutex<[String]?>(nil)

    /// - Parameter path: the root of the project; nil is returned when it is no directory that can be read.
    package init?(_ path: String) {
        guard let resolved = Self.realPath(path) else { return nil }
        root = resolved
    }

    package func contents(of path: String) -> [UInt8]? {
        guard let inner = ProjectPath.normalized(path) else { return nil }
        let prefix = root == "/" ? root : root + "/"
        guard let resolved = Self.realPath(prefix + inner), resolved.hasPrefix(prefix) else { return nil }
        return Self.read(resolved)
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

    private static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
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
        guard depth < depthLimit, let handle = opendir(directory) else { return }
        defer { closedir(handle) }
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                    String(cString: $0)
                }
            }
            if name == "." || name == ".." || (depth == 0 && name == ".git") { continue }
            let path = directory + "/" + name
            var status = stat()
            guard lstat(path, &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                list(path, prefix: prefix + name + "/", depth: depth + 1, into: &found)
            } else {
                found.append(prefix + name)
            }
        }
    }
}
