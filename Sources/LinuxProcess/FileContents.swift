import Glibc

/// The bytes of a small file, or `nil` if it cannot be read.
package func readBytes(_ path: String) -> [UInt8]? {
    let raw = open(path, O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else { return nil }
    return readToEnd(of: Descriptor(owning: raw))
}

/// The contents of a small file, or `nil` if it cannot be read.
package func readFile(_ path: String) -> String? { readBytes(path).map { String(decoding: $0, as: UTF8.self) } }

/// All that comes on standard input until its end, or `nil` if it cannot be read.
package func readStandardInput() -> [UInt8]? {
    let raw = fcntl(0, F_DUPFD_CLOEXEC, 3)
    guard raw >= 0 else { return nil }
    return readToEnd(of: Descriptor(owning: raw))
}

private func readToEnd(of file: borrowing Descriptor) -> [UInt8]? {
    var contents: [UInt8] = []
    return withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 1) { buffer in
        while true {
            switch try? file.read(into: buffer) {
            case .bytes(let count): contents += buffer[..<count]
            case .endOfFile: return contents
            case .wouldBlock, nil: return nil
            }
        }
    }
}
