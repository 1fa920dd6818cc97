import FileWriting
import Glibc

/// A file that a command writes.
package enum TextFile {
    /// Writes all of it in one step: whoever reads it meanwhile sees the old text or the new one, never a part.
    package static func write(_ text: String, to path: String) throws(CommandFailure) {
        do throws(AtomicFile.Failure) { try AtomicFile.write(text.utf8, to: path) } catch {
            throw CommandFailure("cannot write \"\(path)\": \(String(cString: strerror(error.code)))")
        }
    }
}
