import Glibc

/// The lock by which a `buildkitd` claims its state directory: `flock(2)` on `buildkitd.lock` in it.
package enum StateLock {
    package enum State: Equatable, Sendable {
        case free
        /// Another process has it; its id where the kernel tells (it does not across PID namespaces).
        case held(by: ProcessID?)
    }

    package static func path(in stateDirectory: String) -> String { "\(stateDirectory)/buildkitd.lock" }

    /// Looks without taking the lock for longer than the look.
    package static func state(in stateDirectory: String) -> State {
        let raw = open(path(in: stateDirectory), O_RDONLY | O_CLOEXEC)
        // No file, no lock; one that we may not read is for buildkitd to judge.
        guard raw >= 0 else { return .free }
        let file = Descriptor(owning: raw)
        if flock(file.rawValue, LOCK_SH | LOCK_NB) == 0 { return .free }
        guard errno == EWOULDBLOCK else { return .free }
        return .held(by: holder(of: file.rawValue))
    }

    /// Takes the directory itself for this process until it ends, so that two runs that start together do not both find
    /// the lock free. Nothing is written.
    ///
    /// - Returns: the descriptor that holds it, or `nil` where another run has it.
    package static func claim(_ stateDirectory: String) -> CInt? {
        let raw = open(stateDirectory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard raw >= 0 else { return nil }
        if flock(raw, LOCK_EX | LOCK_NB) == 0 { return raw }
        _ = close(raw)
        return nil
    }

    /// From `/proc/locks`: `1: FLOCK  ADVISORY  WRITE 4242 fe:00:131 0 EOF`.
    private static func holder(of descriptor: CInt) -> ProcessID? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, let locks = readFile("/proc/locks") else { return nil }
        for line in locks.split(separator: "\n") where line.contains("FLOCK") {
            let fields = line.split(separator: " ")
            guard let write = fields.firstIndex(of: "WRITE"), write + 2 < fields.count else { continue }
            guard fields[write + 2].split(separator: ":").last == "\(status.st_ino)" else { continue }
            return ProcessID(fields[write + 1]).flatMap { $0 > 0 ? $0 : nil }
        }
        return nil
    }
}
