import Diagnostics
import Glibc

/// A file as it shall be, beside what it is now.
struct FileChange {
    /// The path under which people can open it from where they are.
    let path: String
    /// What is there now; nil where there is no file.
    let old: [UInt8]?
    let new: String

    /// - Throws: when there is something that cannot be read.
    init(path: String, new: String) throws(CommandFailure) {
        self.path = path
        self.new = new
        old = FilePath.exists(path) ? try InputFile.bytes(of: path) : nil
    }

    var isNeeded: Bool { old.map { !$0.elementsEqual(new.utf8) } ?? true }

    /// What writing would change, in the unified format.
    var difference: String {
        UnifiedDiff.text(
            from: String(decoding: old ?? [], as: UTF8.self), to: new, oldName: old == nil ? "/dev/null" : path,
            newName: path)
    }

    /// Writes the file in one step, and makes the directories above it.
    func write() throws(CommandFailure) {
        guard isNeeded else { return }
        try Self.makeDirectory(FilePath.directory(of: path))
        try TextFile.write(new, to: path)
    }

    private static func makeDirectory(_ path: String) throws(CommandFailure) {
        guard !FilePath.isDirectory(path) else { return }
        let above = FilePath.directory(of: path)
        if above != path { try makeDirectory(above) }
        guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
            throw CommandFailure("cannot make the directory \"\(path)\": \(String(cString: strerror(errno)))")
        }
    }
}

extension [FileChange] {
    /// Says what would change, on standard output.
    ///
    /// - Throws: findings, when anything would.
    func check() throws {
        let needed = filter(\.isNeeded)
        for change in needed { StandardStream.output.write(change.difference) }
        if !needed.isEmpty { throw CommandExitCode.findings }
    }
}
