import CLinuxShims
import Glibc

/// An owned file descriptor: it has one owner, and closes with it.
package struct Descriptor: ~Copyable, Sendable {
    package let rawValue: CInt

    package init(owning rawValue: CInt) { self.rawValue = rawValue }

    deinit { _ = close(rawValue) }

    package enum ReadResult: Equatable { case bytes(Int), endOfFile, wouldBlock }

    /// Reads what is there, without waiting if the descriptor is non-blocking.
    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> ReadResult {
        while true {
            let count = Glibc.read(rawValue, buffer.baseAddress, buffer.count)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .endOfFile }
            switch errno {
            case EINTR: continue
            case EAGAIN: return .wouldBlock
            default: throw SystemError("read")
            }
        }
    }

    package func setNonBlocking() throws(SystemError) {
        let flags = fcntl(rawValue, F_GETFL)
        guard flags >= 0, fcntl(rawValue, F_SETFL, flags | O_NONBLOCK) >= 0 else { throw SystemError("fcntl") }
    }
}

/// Writes all the bytes to a raw descriptor, as far as it takes them: a reader that has gone away is no error of ours, and
/// one that does not read is not waited for after a signal that asks to stop.
package func writeAll(_ bytes: some Sequence<UInt8>, to descriptor: CInt) {
    var rest = Array(bytes)[...]
    // A pipe that has room takes so much without a wait.
    let portion = 4096
    while !rest.isEmpty {
        guard Patience.wait(for: descriptor) else { return }
        let count = rest.prefix(portion).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
        if count <= 0 { return }
        rest = rest.dropFirst(count)
    }
}

/// Writes to descriptor 2: C's `stderr` is shared mutable state, which Swift 6 refuses.
package func writeToStandardError(_ text: String) { writeAll(text.utf8, to: 2) }

/// A pipe whose ends are closed on exec.
package func makePipe() throws(SystemError) -> (read: CInt, write: CInt) {
    var ends: [CInt] = [-1, -1]
    guard clinux_pipe(&ends) == 0 else { throw SystemError("pipe2") }
    return (ends[0], ends[1])
}
