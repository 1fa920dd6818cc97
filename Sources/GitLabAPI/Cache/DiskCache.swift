import Glibc
import Synchronization

/// Answers of servers, kept on disk between runs.
///
/// One file an answer, named by a hash of what was asked, readable by the user alone. Files are written whole under
/// another name and then renamed, so that several runs may share the directory. A cache that does not work is no
/// failure: it is then as if it were empty.
package final class DiskCache: Sendable {
    private let directory: String
    /// Seconds for which an answer counts as fresh.
    private let lifetime: Int
    /// Bytes that all files may have together.
    private let sizeLimit: Int
    private let now: @Sendable () -> Int
    private let hasPruned = Mutex(false)
    /// Counts over all caches of the process: the number makes the names of temporary files unique.
    private static let serial = Mutex(0)

    /// - Parameters:
    ///   - lifetime: in seconds; what belongs to a commit or to a hash stays fresh for ever.
    ///   - sizeLimit: in bytes. The files that were not used for longest go first.
    package init(
        directory: String, lifetime: Int = 3600, sizeLimit: Int = 64 << 20,
        now: @escaping @Sendable () -> Int = { time(nil) }
    ) {
        self.directory = directory
        self.lifetime = lifetime
        self.sizeLimit = sizeLimit
        self.now = now
    }

    /// `$XDG_CACHE_HOME/buildkit-ci`, or `~/.cache/buildkit-ci`; nil without either variable.
    ///
    /// https://specifications.freedesktop.org/basedir-spec/latest/
    package static func standardDirectory(environment: [String: String]) -> String? {
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") { return base + "/buildkit-ci" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.cache/buildkit-ci"
    }

    /// The content that is kept under a key.
    ///
    /// - Parameter acceptsOld: takes what is no longer fresh too.
    func content(for key: CacheKey, acceptsOld: Bool = false) -> [UInt8]? {
        let path = path(of: key)
        guard let bytes = CacheDirectory.read(path, limit: sizeLimit), let file = CachedFile(bytes: bytes)
        else { return nil }
        let age = now() - file.stored
        guard file.isPermanent || acceptsOld || (0..<lifetime).contains(age) else { return nil }
        // The times of the file say when it was used last.
        utimensat(AT_FDCWD, path, nil, 0)
        return file.content
    }

    func store(_ content: [UInt8], for key: CacheKey, isPermanent: Bool) {
        guard content.count <= sizeLimit / 4 else { return }
        let file = CachedFile(stored: now(), isPermanent: isPermanent, content: content)
        let path = path(of: key)
        let number = Self.serial.withLock { serial in
            serial += 1
            return serial
        }
        let temporary = "\(path).\(getpid()).\(number).tmp"
        guard CacheDirectory.create(directory), CacheDirectory.write(file.bytes, to: temporary) else { return }
        if rename(temporary, path) != 0 { unlink(temporary) }
        let isFirst = hasPruned.withLock { done in
            defer { done = true }
            return !done
        }
        // A run adds little to what was there before it, so that one look is enough.
        if isFirst { CacheDirectory.prune(directory, to: sizeLimit, now: now()) }
    }

    private func path(of key: CacheKey) -> String { "\(directory)/\(key.hash)" }
}

/// What was asked: the kind of the answer, and the address.
struct CacheKey: Hashable {
    let kind: String
    let address: WebAddress

    /// Addresses may hold secrets, so that only their hash is written down.
    var hash: String { SHA256.hexadecimal("\(kind)\n\(address.text)".utf8) }
}
