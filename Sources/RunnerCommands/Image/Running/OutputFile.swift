import BuildKit
import FileWriting
import Glibc
import LinuxProcess

/// A file that an option names and that is written when a build has ended.
struct OutputFile: Equatable, Sendable {
    /// Such as `--report-html`.
    let option: String
    let path: String

    /// Makes the file's directory, so that what cannot be written is known before the build.
    ///
    /// - Throws: `PlanError` for what is no file, or one that cannot be written.
    func prepare() throws(PlanError) {
        guard !path.isEmpty, !FileTree.isDirectory(path) else {
            throw PlanError(code: .configuration, message: "\(option) \"\(path)\" is no file; name the file to write")
        }
        let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        // `x` is here, `/x` at the top.
        let directory = parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
        do throws(SystemError) { try FileTree.makeDirectories(directory) } catch { throw refusal(error.code) }
        // A file is replaced in its directory; anything else, such as /dev/null, is written to.
        do throws(AtomicFile.Failure) { try AtomicFile.checkCanWrite(path) } catch { throw refusal(error.code) }
    }

    private func refusal(_ code: CInt) -> PlanError {
        PlanError(
            code: .configuration,
            message: "\(option) \"\(path)\": \(SystemError.text(of: code)); name a file that can be written")
    }

    /// Writes all of it in one step.
    func write(_ text: String) throws(AtomicFile.Failure) { try AtomicFile.write(text.utf8, to: path) }

    /// Removes what an earlier build has left, unless it is a device or the like.
    func removeOld() {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
        unlink(path)
    }
}
