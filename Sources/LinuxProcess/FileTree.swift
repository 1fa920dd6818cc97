import Glibc

/// Directories of a run's own: made so that nobody else gets in, and removed with all that is in them.
package enum FileTree {
    /// Makes a new directory (0700) whose name begins with `prefix` and ends in six random characters.
    package static func makePrivateDirectory(in parent: String, prefix: String) throws(SystemError) -> String {
        var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
        let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkdtemp($0) != nil } ?? false }
        guard made else { throw SystemError("make a directory in \(parent)") }
        return template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? parent }
    }

    /// Makes a directory (0700) and its parents where they are missing.
    ///
    /// - Returns: the directories that were made, outermost first.
    @discardableResult
    package static func makeDirectories(_ path: String) throws(SystemError) -> [String] {
        if isDirectory(path) { return [] }
        var made: [String] = []
        if let parent = parent(of: path) { made = try makeDirectories(parent) }
        // Somebody else may make it at the same moment.
        guard mkdir(path, 0o700) == 0 || (errno == EEXIST && isDirectory(path)) else {
            throw SystemError("make directory \(path)")
        }
        return made + [path]
    }

    /// Removes a file or a directory with all that is in it, without following links or entering other file systems'
    /// mount points that cannot be removed. What cannot be removed stays.
    package static func remove(_ path: String) {
        if unlink(path) == 0 || errno == ENOENT { return }
        for name in names(in: path) { remove("\(path)/\(name)") }
        _ = rmdir(path)
    }

    /// Removes directories that are empty; others stay.
    package static func removeIfEmpty(_ paths: some Sequence<String>) {
        for path in paths { _ = rmdir(path) }
    }

    package static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether this process could make files in a directory.
    package static func isWritableDirectory(_ path: String) -> Bool {
        isDirectory(path) && access(path, W_OK | X_OK) == 0
    }

    /// The names in a directory; none if it cannot be read.
    package static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func parent(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        let parent = path[..<slash]
        return parent.isEmpty ? nil : String(parent)
    }
}
