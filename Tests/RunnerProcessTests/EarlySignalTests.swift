import Glibc
import LinuxProcess
import Testing

/// Signals that come when a run can least use them.
@Suite struct EarlySignalTests {
    /// The run's directory is its first file. The signal follows it at once, mostly before the event loop runs.
    @Test(arguments: ["build", "image"])
    func aSignalBeforeTheEventLoopLeavesNothing(_ command: String) throws {
        for _ in 0..<5 {
            let sandbox = try Sandbox()
            let words = command == "image" ? ["-t", "r.example/a:1", "."] : []
            let running = try sandbox.runner(command).adding(words).client("connect;stay").start()
            let deadline = monotonicNow() + .seconds(15)
            while FileTree.names(in: sandbox.temporary).isEmpty && monotonicNow() < deadline {}
            running.send(SIGTERM)
            let outcome = try running.outcome()
            #expect(outcome.code == 143, "\(outcome.error)")
            sandbox.expectNothingLeft()
        }
    }

    /// The client says more than the pipe holds, and nobody empties it.
    @Test(arguments: [SIGTERM, SIGINT])
    func aSignalEndsARunWhoseOutputNobodyReads(_ signal: CInt) throws {
        let sandbox = try Sandbox()
        try sandbox.writeProgram(
            """
            #!/bin/sh
            while :; do echo "a client that says much, again and again, to somebody who does not read it" >&2; done

            """, to: "client")
        let fifo = "\(sandbox.path)/fifo"
        try #require(mkfifo(fifo, 0o600) == 0)
        let reader = Descriptor(owning: open(fifo, O_RDWR | O_CLOEXEC | O_NONBLOCK))
        let running = try sandbox.runner("-c", "exec \"$@\" 2> \(fifo)", "sh", Built.runner, "image")
            .adding(["-t", "r.example/a:1", "."]).program("/bin/sh")
            .environment("BUILDCTL", "\(sandbox.path)/client").start()
        let isFull = eventually {
            var interest = pollfd(fd: reader.rawValue, events: Int16(POLLOUT), revents: 0)
            return poll(&interest, 1, 0) == 0
        }
        #expect(isFull)
        running.send(signal)
        #expect(try running.outcome().code == 128 + signal)
        #expect(sandbox.notes.signals(15, to: "buildkitd") == 1)
        #expect(sandbox.notes.of("buildkitd", "forced").isEmpty)
        sandbox.expectNothingLeft()
    }
}
