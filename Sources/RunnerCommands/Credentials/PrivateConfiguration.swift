import BuildKit
import FileWriting
import LinuxProcess

/// A directory with the `config.json` of one run, which nobody else can read (0700, 0600).
///
/// The client writes a file of its own beside it (`.token_seed`), which goes with the directory.
struct PrivateConfiguration {
    let directory: String

    /// - Parameter parent: a directory for temporary files.
    init(_ file: CredentialsFile, in parent: String) throws(SystemError) {
        directory = try FileTree.makePrivateDirectory(in: parent, prefix: RunDirectoryChoice.prefix)
        do throws(AtomicFile.Failure) {
            try AtomicFile.write(file.text.utf8, to: "\(directory)/config.json", access: .ownerOnly)
        } catch {
            remove()
            throw SystemError("write \(error.path)", code: error.code)
        }
    }

    func remove() { FileTree.remove(directory) }
}
