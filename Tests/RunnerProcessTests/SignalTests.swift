import Glibc
import LinuxProcess
import Supervision
import Testing

@Suite struct SignalTests {
    enum Target: CaseIterable { case alone, group, everyone }

    @Test(arguments: Target.allCases, [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func aSignalEndsEverything(_ target: Target, _ signal: Int32) throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").client("connect;stay").start()
        sandbox.wait(for: "buildctl", "connected")
        switch target {
        case .alone: running.send(signal)
        case .group: running.sendToGroup(signal)
        case .everyone: running.sendToEveryone(signal)
        }
        let outcome = try running.outcome()
        let notes = sandbox.notes
        // Where everyone is signalled, the client can be gone before the signal reaches us.
        #expect((target == .everyone ? [128 + signal, 1] : [128 + signal]).contains(outcome.code), "\(outcome.error)")
        #expect(!outcome.error.contains("killed"))
        #expect(notes.of("buildkitd", "forced").isEmpty)
        if target != .everyone {
            #expect(notes.signals(signal, to: "buildctl") == 1)
            #expect(notes.signals(15, to: "buildkitd") == 1)
            let order = notes.filter { $0.event == "signal" && $0.tool != "rootlesskit" }.map(\.tool)
            #expect(order == ["buildctl", "buildkitd"])
        }
        sandbox.expectNothingLeft()
    }

    @Test func aSignalBeforeTheDaemonIsReadyEndsIt() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").daemon("lock;listen;stay").start()
        sandbox.wait(for: "buildkitd", "listening")
        running.send(SIGTERM)
        #expect(try running.outcome().code == 143)
        #expect(sandbox.notes.of("buildctl", "start").isEmpty)
        #expect(sandbox.notes.signals(15, to: "buildkitd") == 1)
        sandbox.expectNothingLeft()
    }

    @Test func aDaemonThatIsBeingStoppedIsNotAskedAgain() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").client("connect;stay").start()
        let daemon = try #require(sandbox.wait(for: "buildkitd", "notified"))
        sandbox.wait(for: "buildctl", "connected")
        kill(daemon.pid, SIGTERM)
        sandbox.wait(for: "buildkitd", "notified", count: 2)
        running.send(SIGTERM)
        #expect(try running.outcome().code == 143)
        #expect(sandbox.notes.signals(15, to: "buildkitd") == 1)
        sandbox.expectNothingLeft()
    }

    @Test func aClientThatDoesNotStopIsKilled() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("--stop-timeout", "300ms", "build").client("ignore:15;connect;child;stay")
            .start()
        sandbox.wait(for: "child", "start")
        running.send(SIGTERM)
        let outcome = try running.outcome()
        #expect(outcome.code == 143)
        #expect(outcome.error.hasSuffix("buildkit-run: buildctl did not stop within 0.3 s and was killed\n"))
        #expect(sandbox.notes.signals(15, to: "buildkitd") == 1)
        sandbox.expectNothingLeft()
    }

    @Test func aSecondSignalIsPassedOnToTheClientOnly() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").client("ignore:15;connect;stay").start()
        sandbox.wait(for: "buildctl", "connected")
        running.send(SIGTERM)
        sandbox.wait(for: "buildctl", "signal")
        running.send(SIGINT)
        #expect(try running.outcome().code == 143)
        #expect(sandbox.notes.signals(2, to: "buildctl") == 1)
        #expect(sandbox.notes.signals(15, to: "buildkitd") == 1)
        sandbox.expectNothingLeft()
    }

    @Test func aDaemonThatDoesNotStopIsKilledWithItsChildren() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("--stop-timeout", "300ms", "build").client("connect;exit:7")
            .daemon("ignore:15;lock;child;orphan;listen;serve;notify;stay").run()
        #expect(outcome.code == 7)
        #expect(outcome.error.hasSuffix("buildkit-run: \(Built.daemon) did not stop within 0.3 s and was killed\n"))
        #expect(sandbox.notes.signals(15, to: "buildkitd") == 1)
        sandbox.expectNothingLeft()
    }

    @Test func killingTheRunnerTakesDaemonAndClientWithIt() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").client("connect;stay").start()
        sandbox.wait(for: "buildctl", "connected")
        running.send(SIGKILL)
        #expect(try running.outcome().code == 137)
        #expect(eventually { Processes.carrying(sandbox.mark).isEmpty })
        #expect(sandbox.notes.of("buildkitd", "exit").count == 1)
    }

    @Test func killingTheRunnerTakesAStartingDaemonWithIt() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").daemon("lock;stay").start()
        sandbox.wait(for: "buildkitd", "start")
        running.send(SIGKILL)
        #expect(try running.outcome().code == 137)
        #expect(eventually { Processes.carrying(sandbox.mark).isEmpty })
    }

    @Test func anIgnoredHangupStaysIgnored() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").under("env", "--ignore-signal=HUP")
            .client("connect;await:\(sandbox.path)/go;exit:3").start()
        sandbox.wait(for: "buildctl", "connected")
        running.sendToGroup(SIGHUP)
        try sandbox.write("", to: "go")
        #expect(try running.outcome().code == 3)
        #expect(sandbox.notes.of("buildctl", "signal").isEmpty)
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [SIGUSR1, SIGUSR2])
    func otherSignalsArePassedOn(_ signal: Int32) throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").client("connect;await:\(sandbox.path)/go;exit:3").start()
        sandbox.wait(for: "buildctl", "connected")
        running.send(signal)
        sandbox.wait(for: "buildctl", "signal")
        try sandbox.write("", to: "go")
        #expect(try running.outcome().code == 3)
        #expect(sandbox.notes.signals(signal, to: "buildctl") == 1)
        #expect(sandbox.notes.of("buildkitd", "signal").map(\.number) == [15])
    }

    /// A key typed at a terminal reaches the whole foreground group: the client must not have it twice.
    @Test(.enabled(if: access("/usr/bin/script", X_OK) == 0, "script(1) is not installed"))
    func theTerminalsInterruptReachesTheClientOnce() throws {
        let sandbox = try Sandbox()
        let keys = "\(sandbox.path)/keys"
        #expect(mkfifo(keys, 0o600) == 0)
        // Open for both, so that neither end waits for the other.
        let keyboard = Descriptor(owning: open(keys, O_RDWR | O_CLOEXEC))
        let running = try sandbox.runner("-qefc", "exec '\(Built.runner)' build", "/dev/null")
            .program("/usr/bin/script").environment("SHELL", "/bin/sh").input(keys).client("connect;stay").start()
        sandbox.wait(for: "buildctl", "connected")
        writeAll([3], to: keyboard.rawValue)
        #expect(try running.outcome().code == 130)
        #expect(sandbox.notes.signals(2, to: "buildctl") == 1)
        #expect(sandbox.notes.of("buildkitd", "signal").map(\.number) == [15])
        sandbox.expectNothingLeft()
    }
}
