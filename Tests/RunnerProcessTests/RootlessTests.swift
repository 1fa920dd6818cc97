import Glibc
import Supervision
import Testing

/// As a user other than root; the fake `rootlesskit` stands between the runner and the daemon.
@Suite struct RootlessTests {
    @Test func theDaemonIsStartedByRootlesskit() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").environment("ROOTLESSKIT", "rootlesskit --net=host '--copy-up=/a b'")
            .environment("BUILDKITD_FLAGS", "--oci-worker-no-process-sandbox").client("connect;exit:42").asUser().run()
        #expect(outcome.code == 42)
        let notes = sandbox.notes
        let rootlesskit = try #require(notes.of("rootlesskit", "start").first)
        let daemon = try #require(notes.of("buildkitd", "start").first)
        #expect(rootlesskit.arguments?.prefix(3) == ["rootlesskit", "--net=host", "--copy-up=/a b"])
        #expect(
            daemon.arguments?.prefix(2) == ["buildkitd", "--oci-worker-no-process-sandbox"]
                && daemon.parent == rootlesskit.pid)
        #expect(rootlesskit.arguments.map { Array($0.dropFirst(3)) } == daemon.arguments)
        #expect(!["", "root"].contains(daemon.variable("USER") ?? ""))
        // It was asked once, by rootlesskit.
        #expect(notes.of("buildkitd", "signal").count == 1)
        sandbox.expectNothingLeft()
    }

    enum RuntimeDirectory: CaseIterable { case unset, missing, unusable, existing }

    @Test(arguments: RuntimeDirectory.allCases)
    func theRuntimeDirectoryIsThere(_ kind: RuntimeDirectory) throws {
        let sandbox = try Sandbox()
        let path = "\(sandbox.path)/user/4711"
        try sandbox.makeDirectory(kind == .missing ? "user" : "user/4711")
        chmod("\(sandbox.path)/user", 0o777)
        chmod(path, kind == .existing ? 0o777 : 0o500)
        let call = try sandbox.runner("build").environment("XDG_RUNTIME_DIR", kind == .unset ? nil : path)
            .client("connect;await:\(sandbox.path)/go;exit:0").asUser()
        let running = try call.start()
        sandbox.wait(for: "buildctl", "connected")
        let daemon = try #require(sandbox.notes.of("buildkitd", "start").first)
        let directory = try #require(daemon.variable("XDG_RUNTIME_DIR"))
        let isPrivate = kind == .unset || kind == .unusable
        #expect(isPrivate ? directory.hasSuffix("/xdg") : directory == path)
        #expect(Sandbox.exists(directory))
        try sandbox.write("", to: "go")
        #expect(try running.outcome().code == 0)
        #expect(Sandbox.exists(directory) == (kind == .existing))
        sandbox.expectNothingLeft()
    }

    @Test func aMissingRootlesskitIsSaid() throws {
        let sandbox = try Sandbox(tools: ["buildkitd", "buildctl"])
        let outcome = try sandbox.runner("build").environment("PATH", sandbox.bin).asUser().run()
        #expect(outcome.code == 69)
        #expect(
            outcome.error
                == "buildkit-run: rootlesskit: not found on PATH; without it only root can start buildkitd; use the "
                + "moby/buildkit rootless image\n")
    }

    @Test func aKnownFailureOfRootlesskitIsExplained() throws {
        let sandbox = try Sandbox()
        let text = "[rootlesskit:child ] error: failed to share mount point: /: permission denied"
        let outcome = try sandbox.runner("build").environment("FAKE_ROOTLESSKIT", "say:\(text);exit:1").asUser().run()
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("buildkit-run: rootlesskit ended before it was ready: exit code 1\n"))
        #expect(outcome.error.contains("AppArmor's default profile forbids mounting"))
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [SIGTERM, SIGKILL])
    func aSignalEndsAllOfIt(_ signal: Int32) throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").client("connect;stay").asUser().start()
        sandbox.wait(for: "buildctl", "connected")
        running.send(signal)
        #expect(try running.outcome().code == 128 + signal)
        if signal == SIGTERM {
            sandbox.expectNothingLeft()
        } else {
            #expect(eventually { Processes.carrying(sandbox.mark).isEmpty })
        }
    }

    @Test func aKilledRootlesskitTakesTheRunDown() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").client("connect;stay").daemon("lock;listen;serve;notify;orphan;stay")
            .asUser().start()
        sandbox.wait(for: "buildctl", "connected")
        let rootlesskit = try #require(sandbox.notes.of("rootlesskit", "start").first)
        kill(rootlesskit.pid, SIGKILL)
        let outcome = try running.outcome()
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("rootlesskit ended while buildctl was running: killed by signal 9"))
        sandbox.expectNothingLeft()
    }
}
