import Glibc

/// What a client prints, passed on as it comes.
final class ClientOutput {
    private let source: Descriptor
    private let take: (UnsafeRawBufferPointer) -> Void
    /// Nobody can write any more. A pipe that is polled after that reports it for ever.
    private var hasEnded = false

    /// - Parameter source: the read end of a pipe.
    init(_ source: consuming Descriptor, take: @escaping (UnsafeRawBufferPointer) -> Void) throws(SystemError) {
        try source.setNonBlocking()
        self.source = source
        self.take = take
    }

    var interest: pollfd { pollfd(fd: hasEnded ? -1 : source.rawValue, events: Int16(POLLIN), revents: 0) }

    /// Takes what is there now.
    ///
    /// - Parameter reads: how often at the most: a client that never pauses must not keep the loop from a signal.
    func drain(reads: Int = 8) {
        withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 1) { buffer in
            for _ in 0..<reads where !hasEnded {
                switch try? source.read(into: buffer) {
                case .bytes(let count): take(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                case .endOfFile, nil: hasEnded = true
                case .wouldBlock: return
                }
            }
        }
    }
}
