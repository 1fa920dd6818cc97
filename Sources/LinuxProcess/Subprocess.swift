import Glibc
package import Supervision

/// A helper process that is run for its effect or its answer.
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

    /// Starts it and takes what it prints on both streams.
    ///
    /// - Parameter limit: after which it is killed.
    /// - Returns: nothing where it could not be started, or was killed for its time.
    package static func answer(_ request: SpawnRequest, within limit: Duration) -> (status: ExitStatus, text: String)? {
        guard let pipe = try? makePipe() else { return nil }
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let sink = Descriptor(owning: pipe.write)
        guard var output = try? LogCapture(source: Descriptor(owning: pipe.read), file: -1) else { return nil }
        var request = request
        (request.input, request.output, request.error) = (null, sink.rawValue, sink.rawValue)
        request.leadsProcessGroup = true
        let pid = try? request.spawn()
        if null >= 0 { _ = close(null) }
        // The end of the output is the end of the last process that has the other end.
        _ = consume sink
        guard let pid else { return nil }
        let deadline = monotonicNow() + limit
        while !output.hasEnded, monotonicNow() < deadline {
            var interest = pollfd(fd: output.source.rawValue, events: Int16(POLLIN), revents: 0)
            _ = poll(&interest, 1, 50)
            output.drain()
        }
        if !output.hasEnded { _ = kill(-pid, SIGKILL) }
        var status: CInt = 0
        while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
        guard output.hasEnded, let ended = ExitStatus(waitStatus: status) else { return nil }
        return (ended, String(decoding: output.contents, as: UTF8.self))
    }
}
