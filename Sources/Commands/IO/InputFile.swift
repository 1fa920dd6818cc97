package import Diagnostics
import Glibc

/// Reading of the files that a command line names.
package enum InputFile {
    /// Far more than GitLab takes, and little enough for the memory of any machine.
    private static let sizeLimit = 64 * 1024 * 1024

    /// Reads a file whole; `-` is standard input.
    package static func read(_ path: String) throws(CommandFailure) -> SourceFile {
        SourceFile(name: path == "-" ? "<stdin>" : path, bytes: try bytes(of: path))
    }

    /// The bytes of a file; `-` is standard input.
    static func bytes(of path: String) throws(CommandFailure) -> [UInt8] {
        if path == "-" { return try bytes(from: STDIN_FILENO, path: path) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, errno) }
        defer { close(descriptor) }
        return try bytes(from: descriptor, path: path)
    }

    private static func bytes(from descriptor: CInt, path: String) throws(CommandFailure) -> [UInt8] {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while result.count <= sizeLimit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return result }
            if count > 0 {
                result += chunk[..<count]
            } else if errno != EINTR {
                throw failure(path, errno)
            }
        }
        throw CommandFailure("cannot read \"\(path)\": it is longer than \(sizeLimit) bytes")
    }

    private static func failure(_ path: String, _ error: CInt) -> CommandFailure {
        CommandFailure("cannot read \"\(path)\": \(String(cString: strerror(error)))")
    }
}
