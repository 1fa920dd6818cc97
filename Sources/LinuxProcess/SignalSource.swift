import CLinuxShims
import Glibc

/// Signals taken from a descriptor, so that no handler ever runs.
///
/// Make it before the process starts a second thread: the mask is per thread.
package struct SignalSource: ~Copyable {
    package struct Arrival: Equatable {
        package let signal: CInt
        /// The kernel sent it, as it does for a key typed at the terminal, and so to the whole foreground process group.
        package let isFromKernel: Bool
    }

    package let descriptor: Descriptor

    package init(_ signals: [CInt]) throws(SystemError) {
        // An ignored SIGCHLD, which is inherited through exec, would make the kernel reap our children before we can.
        _ = signal(SIGCHLD, SIG_DFL)
        // A reader of our output that has gone away must not end us before the daemon is stopped.
        _ = signal(SIGPIPE, SIG_IGN)
        var set = signalSet(signals)
        let failure = pthread_sigmask(SIG_BLOCK, &set, nil)
        guard failure == 0 else { throw SystemError("pthread_sigmask", code: failure) }
        let raw = clinux_signalfd(&set)
        guard raw >= 0 else { throw SystemError("signalfd") }
        descriptor = Descriptor(owning: raw)
    }

    /// The next pending signal, if any.
    package func next() throws(SystemError) -> Arrival? {
        // `struct signalfd_siginfo` is 128 bytes long; it begins with ssi_signo, ssi_errno, ssi_code, 32 bits each.
        var record: InlineArray<32, Int32> = .init(repeating: 0)
        let result = unsafe withUnsafeMutableBytes(of: &record) { bytes in
            Result { () throws(SystemError) in try descriptor.read(into: bytes) }
        }
        guard case .bytes(128) = try result.get() else { return nil }
        let fromKernel: Int32 = 0x80  // SI_KERNEL
        return Arrival(signal: record[0], isFromKernel: record[2] == fromKernel)
    }
}
