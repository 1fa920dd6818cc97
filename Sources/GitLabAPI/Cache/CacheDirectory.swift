import Glibc

/// The files of a cache, for the user alone.
enum CacheDirectory {
    /// Makes a directory and those above it.
    static func create(_ path: String) -> Bool {
        var information = stat()
        if stat(path, &information) == 0 { return information.st_mode & S_IFMT == S_IFDIR }
        guard let slash = path.lastIndex(of: "/"), slash > path.startIndex, create(String(path[..<slash])) else {
            return false
        }
        return mkdir(path, 0o700) == 0 || errno == EEXIST
    }

    /// The bytes of a file that belongs to us; nil when there is none, or a larger one.
    static func read(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
            information.st_uid == geteuid(), information.st_size <= limit
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: Int(information.st_size))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled)
            }
            if count > 0 { filled += count } else if count == 0 || errno != EINTR { return nil }
        }
        return bytes
    }

    /// Writes a new file; leaves none behind when that fails.
    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        var written = 0
        var isWhole = true
        while written < bytes.count, isWhole {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
            }
            if count > 0 { written += count } else if count == 0 || errno != EINTR { isWhole = false }
        }
        if close(descriptor) != 0 { isWhole = false }
        if !isWhole { unlink(path) }
        return isWhole
    }

    /// Removes the files that were not used for longest, until the rest fits, and what broken runs left.
    static func prune(_ directory: String, to limit: Int, now: Int) {
        var files: [(path: String, size: Int, used: Int)] = []
        for name in names(in: directory) {
            let path = "\(directory)/\(name)"
            var information = stat()
            guard lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { continue }
            if name.hasSuffix(".tmp") {
                if information.st_mtim.tv_sec < now - 3600 { unlink(path) }
            } else {
                files.append((path, Int(information.st_size), information.st_mtim.tv_sec))
            }
        }
        var total = files.reduce(0) { $0 + $1.size }
        guard total > limit else { return }
        // Some room, so that not every run has to remove something.
        for file in files.sorted(by: { $0.used < $1.used }) where total > limit / 4 * 3 {
            if unlink(file.path) == 0 { total -= file.size }
        }
    }

    private static func names(in directory: String) -> [String] {
        guard let stream = opendir(directory) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }
}
