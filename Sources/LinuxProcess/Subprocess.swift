import Glibc

/// A helper process that is run for its effect.
package enum Subprocess {
    /// Starts it and waits for its end, whatever that is; its output is discarded.
    package static func runToEnd(_ request: SpawnRequest) {
        var request = request
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        defer { if null >= 0 { _ = close(null) } }
        if null >= 0 { (request.input, request.output, request.error) = (null, null, null) }
        guard let pid = try? request.spawn() else { return }
        var status: CInt = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    }
}
