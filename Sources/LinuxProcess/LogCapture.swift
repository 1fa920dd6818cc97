import Glibc

/// Takes what a process prints through a pipe: all of it into a file, and the last part into memory.
package struct LogCapture: ~Copyable {
    /// What is kept in memory. `buildkitd` prints up to 60 lines of usage or a stack trace when it dies.
    static let bytesInMemory = 64 * 1024

    let source: Descriptor
    private let file: CInt
    private var ring = RingBuffer(capacity: bytesInMemory)
    /// Nobody can write any more. A pipe that is polled after that reports it for ever.
    private(set) var hasEnded = false

    /// - Parameters:
    ///   - source: the read end of a pipe.
    ///   - file: a descriptor that takes everything, or -1.
    init(source: consuming Descriptor, file: CInt) throws(SystemError) {
        try source.setNonBlocking()
        self.source = source
        self.file = file
    }

    var contents: [UInt8] { ring.contents }

    /// Takes what is there now.
    mutating func drain() {
        withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 1) { buffer in
            while !hasEnded {
                switch try? source.read(into: buffer) {
                case .bytes(let count):
                    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
                    ring.append(bytes)
                    if file >= 0 { writeAll(bytes, to: file) }
                case .endOfFile, nil:
                    hasEnded = true
                case .wouldBlock:
                    return
                }
            }
        }
    }
}
