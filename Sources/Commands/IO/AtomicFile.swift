import Glibc

/// Writing of a file in one step: whoever reads it meanwhile sees the old text or the new one, never a part.
package enum AtomicFile {
    /// Writes `text` to a temporary file in the same directory, then renames it. A file that is there already keeps its
    /// permissions; a symbolic link is followed, so that it is not replaced by a file.
    package static func write(_ text: String, to path: String) throws(CommandFailure) {
        let target = resolved(path)
        let temporary = "\(target).\(getpid()).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure(path, errno) }
        var old = stat()
        if stat(target, &old) == 0 { fchmod(descriptor, old.st_mode & 0o7777) }
        var problem = StandardStream.writeAll(Array(text.utf8), to: descriptor)
        if problem == nil, fsync(descriptor) != 0 { problem = errno }
        if close(descriptor) != 0, problem == nil { problem = errno }
        if problem == nil, rename(temporary, target) != 0 { problem = errno }
        if let problem {
            unlink(temporary)
            throw failure(path, problem)
        }
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func failure(_ path: String, _ error: CInt) -> CommandFailure {
        CommandFailure("cannot write \"\(path)\": \(String(cString: strerror(error)))")
    }
}
