import Glibc
import LinuxProcess

/// Files of a test, without Foundation.
enum Files {
    static func read(_ path: String) throws -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemError("open \(path)") }
        let descriptor = Descriptor(owning: file)
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while case .bytes(let count) = try buffer.withUnsafeMutableBytes({ try descriptor.read(into: $0) }) {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func write(_ text: String, to path: String, mode: mode_t = 0o644) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { throw SystemError("open \(path)") }
        defer { _ = close(file) }
        writeAll(text.utf8, to: file)
    }

    static func copy(_ from: String, to path: String, mode: mode_t = 0o755) throws {
        let (source, target) = (
            open(from, O_RDONLY | O_CLOEXEC), open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        )
        defer { for file in [source, target] where file >= 0 { _ = close(file) } }
        guard source >= 0, target >= 0 else { throw SystemError("copy \(from) to \(path)") }
        while true {
            let count = sendfile(target, source, nil, 1 << 24)
            if count < 0 { throw SystemError("copy \(from) to \(path)") }
            if count == 0 { break }
        }
        // Whatever the umask was.
        _ = fchmod(target, mode)
    }

    /// The target of a symbolic link.
    static func link(at path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let base = buffer.baseAddress else { return nil }
            let count = readlink(path, base, buffer.count - 1)
            guard count >= 0 else { return nil }
            base[count] = 0
            return String(cString: base)
        }
    }

    static func exists(_ path: String) -> Bool { LocalMachine.fileExists(path) }
}
