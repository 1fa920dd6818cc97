import Glibc

/// Writing of a file in one step: whoever reads it meanwhile sees the old content or the new one, never a part.
package enum AtomicFile {
    /// Who may read a file that is written.
    package enum Access: Sendable {
        /// The owner only (0600), also where a file is there already that others may read.
        case ownerOnly
        /// As a file that is there already, else as the umask says.
        case usual
    }

    /// A file that cannot be written.
    package struct Failure: Error, Equatable {
        package let path: String
        /// The value of `errno`.
        package let code: CInt

        package init(path: String, code: CInt) {
            self.path = path
            self.code = code
        }
    }

    /// Writes to a temporary file in the same directory, then renames it. A symbolic link is followed, so that it is not
    /// replaced by a file; and neither is a device or a pipe, which takes the bytes as they are.
    package static func write(
        _ bytes: some Sequence<UInt8>, to path: String, access: Access = .usual
    ) throws(Failure) {
        let target = resolved(path)
        var old = stat()
        let isThere = stat(target, &old) == 0
        guard !isThere || old.st_mode & S_IFMT == S_IFREG else { return try writeInPlace(bytes, to: path) }
        // A name that nobody else has, also where one process writes two files at a time.
        let temporary = "\(target).\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).tmp"
        let descriptor = open(
            temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, access == .ownerOnly ? 0o600 : 0o666)
        guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
        if access == .usual, isThere { fchmod(descriptor, old.st_mode & 0o7777) }
        var problem = writeWhole(bytes, to: descriptor)
        if problem == nil, fsync(descriptor) != 0 { problem = errno }
        if close(descriptor) != 0, problem == nil { problem = errno }
        if problem == nil, rename(temporary, target) != 0 { problem = errno }
        if let problem {
            unlink(temporary)
            throw Failure(path: path, code: problem)
        }
    }

    /// Finds out what would make `write` fail, as far as that can be known before.
    package static func checkCanWrite(_ path: String) throws(Failure) {
        let target = resolved(path)
        var status = stat()
        let isReplaced = stat(target, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
        let slash = target.lastIndex(of: "/")
        let directory = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
        guard isReplaced ? Glibc.access(directory, W_OK | X_OK) == 0 : Glibc.access(target, W_OK) == 0 else {
            throw Failure(path: path, code: errno)
        }
    }

    private static func writeInPlace(_ bytes: some Sequence<UInt8>, to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(path: path, code: errno) }
        var problem = writeWhole(bytes, to: descriptor)
        if close(descriptor) != 0, problem == nil { problem = errno }
        if let problem { throw Failure(path: path, code: problem) }
    }

    /// - Returns: the error number of the first write that failed.
    private static func writeWhole(_ bytes: some Sequence<UInt8>, to descriptor: CInt) -> CInt? {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return count < 0 ? errno : EIO }
            rest = rest.dropFirst(count)
        }
        return nil
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }
}
