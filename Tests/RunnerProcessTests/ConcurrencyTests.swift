import LinuxProcess
import Supervision
import Testing

/// Two runs at a time never share a daemon or a state directory by accident.
@Suite struct ConcurrencyTests {
    @Test func aChosenStateDirectoryInUseIs69AndItsHolderIsNamed() throws {
        let sandbox = try Sandbox()
        let first = try sandbox.runner("build").client("connect;await:\(sandbox.path)/go;exit:3").start()
        sandbox.wait(for: "buildctl", "connected")
        let daemon = try #require(sandbox.notes.of("buildkitd", "start").first)
        let second = try sandbox.runner("build").run()
        #expect(second.code == 69)
        #expect(
            second.error.hasPrefix(
                "buildkit-run: state directory \"\(sandbox.state)\" is in use by another run of buildkit-run "
                    + "(its daemon is process \(daemon.pid)): see \(sandbox.state)/buildkitd.lock. Give each concurrent run"
            ))
        try sandbox.write("", to: "go")
        #expect(try first.outcome().code == 3)
        #expect(sandbox.notes.of("buildkitd", "start").count == 1)
        sandbox.expectNothingLeft()
    }

    /// - Parameter daemon: the second takes no lock, so that only the runner's own claim is there.
    @Test(arguments: ["lock;listen;serve;notify;stay", "listen;serve;notify;stay"])
    func theDefaultStateDirectoryInUseIsReplacedByAPrivateOne(_ daemon: String) throws {
        let sandbox = try Sandbox()
        func call(_ client: String) throws -> RunnerCall {
            try sandbox.runner("build").environment("BUILDKIT_RUN_STATE_DIR", nil)
                .environment("XDG_DATA_HOME", "\(sandbox.path)/data").daemon(daemon).client(client).asUser()
        }
        let first = try call("connect;await:\(sandbox.path)/go;exit:3").start()
        sandbox.wait(for: "buildctl", "connected")
        let second = try call("connect;exit:4").run()
        #expect(second.code == 4)
        let holder =
            daemon.hasPrefix("lock")
            ? "another run of buildkit-run (its daemon is process " : "another run of buildkit-run; "
        #expect(second.error.contains("state directory \"\(sandbox.path)/data/buildkit\" is in use by \(holder)"))
        let arguments = sandbox.notes.of("buildkitd", "start").compactMap(\.arguments)
        let roots = arguments.map { $0.first { $0.hasPrefix("--root=") } }
        #expect(roots.count == 2 && roots[0] == nil)
        let root = try #require(roots.last ?? nil).dropFirst("--root=".count)
        #expect(root.hasPrefix("\(sandbox.path)/data/buildkit/buildkit-run."))
        #expect(!Sandbox.exists(String(root)))
        #expect(Set(sandbox.notes.of("buildctl", "connected").map(\.text)).count == 2)
        try sandbox.write("", to: "go")
        #expect(try first.outcome().code == 3)
        sandbox.expectNothingLeft()
        // Once nobody uses it, it is used again.
        #expect(try call("connect;exit:5").run().error.contains("is in use") == false)
    }

    /// A daemon that no runner started has no claim, but the lock.
    @Test func theStateOfAnotherDaemonIsNotUsed() throws {
        let sandbox = try Sandbox()
        let server = try sandbox.runner("--addr=unix://\(sandbox.path)/other.sock", "--root=\(sandbox.state)")
            .program("\(sandbox.bin)/buildkitd").start()
        sandbox.wait(for: "buildkitd", "listening")
        let outcome = try sandbox.runner("build").run()
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("state directory \"\(sandbox.state)\" is in use by process \(server.pid): see"))
        server.send(9)
        _ = try server.outcome()
        sandbox.expectNothingLeft()
    }

    @Test func runsWithStatesOfTheirOwnDoNotMeet() throws {
        let sandbox = try Sandbox()
        let runs = try (1...4).map { number in
            try sandbox.runner("build").environment("BUILDKIT_RUN_STATE_DIR", "\(sandbox.state)-\(number)")
                .client("connect;exit:\(number)").start()
        }
        #expect(try runs.map { try $0.outcome().code } == [1, 2, 3, 4])
        #expect(Set(sandbox.notes.of("buildctl", "connected").map(\.text)).count == 4)
        sandbox.expectNothingLeft()
    }
}
