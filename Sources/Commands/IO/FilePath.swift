import Glibc

/// Paths as texts.
package enum FilePath {
    /// The absolute path of an existing file or directory, without symbolic links; nil when there is none.
    package static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    package static func isDirectory(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether something is there that is no symbolic link; nil when nothing is there.
    static func isPlain(_ path: String) -> Bool? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & S_IFMT != S_IFLNK : nil
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The directory of a path, `.` where it names none.
    package static func directory(of path: String) -> String {
        switch path.utf8.lastIndex(of: UInt8(ascii: "/")) {
        case path.startIndex?: "/"
        case let slash?: String(path[..<slash])
        case nil: "."
        }
    }

    /// Makes the directories in which a file is to lie, as far as they are not there.
    package static func makeDirectories(above path: String) throws(CommandFailure) {
        let directory = directory(of: path)
        guard !isDirectory(directory) else { return }
        try makeDirectories(above: directory)
        guard mkdir(directory, 0o777) == 0 || errno == EEXIST else {
            throw CommandFailure("cannot make \"\(directory)\": \(String(cString: strerror(errno)))")
        }
    }

    package static func lastPart(of path: String) -> String {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    }

    package static func join(_ directory: String, _ name: String) -> String {
        if directory == "." { return name }
        return directory.hasSuffix("/") ? directory + name : directory + "/" + name
    }

    /// How to get to one absolute path from another; empty when they are the same.
    package static func relative(_ path: String, from start: String) -> String {
        let (to, from) = (path.split(separator: "/"), start.split(separator: "/"))
        let common = zip(to, from).prefix { $0 == $1 }.count
        return (repeatElement("..", count: from.count - common) + to.dropFirst(common)).joined(separator: "/")
    }

    /// The rest of an absolute path below a directory; nil when it lies elsewhere.
    package static func below(_ directory: String, _ path: String) -> String? {
        let prefix = directory == "/" ? directory : directory + "/"
        return path.hasPrefix(prefix) ? String(path.utf8.dropFirst(prefix.utf8.count)) : nil
    }
}
