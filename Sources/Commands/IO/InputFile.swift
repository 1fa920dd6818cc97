import Diagnostics
import Glibc

/// Reading of the files that a command line names.
enum InputFile {
    /// Reads a file whole; `-` is standard input.
    static func read(_ path: String) throws(CommandFailure) -> SourceFile {
        if path == "-" { return SourceFile(name: "<stdin>", bytes: try bytes(from: STDIN_FILENO, path: path)) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        return SourceFile(name: path, bytes: try bytes(from: descriptor, path: path))
    }

    private static func bytes(from descriptor: CInt, path: String) throws(CommandFailure) -> [UInt8] {
        var result: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return result }
            if count > 0 {
                result += chunk[..<count]
            } else if errno != EINTR {
                throw failure(path)
            }
        }
    }

    private static func failure(_ path: String) -> CommandFailure {
        CommandFailure("cannot read \"\(path)\": \(String(cString: strerror(errno)))")
    }
}
