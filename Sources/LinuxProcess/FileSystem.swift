import CLinuxShims
import Glibc

/// What can be asked about a file and the file system that it lies on.
package enum FileSystem {
    package struct Space: Sendable {
        /// What this user may still write, in bytes.
        package let freeBytes: UInt64
        /// Nothing where the file system does not count inodes, as btrfs.
        package let freeInodes: UInt64?
    }

    package static func space(at path: String) -> Space? {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { return nil }
        return Space(
            freeBytes: UInt64(status.f_bavail) * UInt64(status.f_frsize),
            freeInodes: status.f_files == 0 ? nil : UInt64(status.f_favail))
    }

    /// The path without symbolic links, if it exists.
    package static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    /// Whether a program runs as root whoever starts it.
    package static func isSetUserIDRoot(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_uid == 0 && status.st_mode & S_ISUID != 0
    }

    /// Whether it has file capabilities; nothing where that cannot be found out.
    package static func hasCapabilities(_ path: String) -> Bool? {
        let answer = clinux_has_capabilities(path)
        return answer < 0 ? nil : answer == 1
    }

    /// Whether a device can be opened for reading and writing: 0, or the error number.
    package static func openError(_ path: String) -> CInt {
        let file = open(path, O_RDWR | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return errno }
        _ = close(file)
        return 0
    }
}
