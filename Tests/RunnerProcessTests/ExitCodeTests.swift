import Glibc
import Supervision
import Testing

@Suite struct ExitCodeTests {
    @Test(arguments: [0, 1, 2, 7, 42, 126, 127, 255])
    func theClientsCodeIsOurs(_ code: Int32) throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").client("connect;exit:\(code)").run()
        #expect(outcome.status == .exited(code))
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [2, 9, 11, 15] as [Int32])
    func aSignalThatEndsTheClientIsReportedAsAShellDoes(_ signal: Int32) throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").client("connect;die:\(signal)").run()
        #expect(outcome.status == .exited(128 + signal))
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [
        (["--no-such-option", "build"], "--no-such-option"), (["exec"], "which command"),
        (["frobnicate"], "frobnicate"),
        (["--ready-timeout", "soon", "build"], "soon"), (["wait"], "there is nothing to wait for"),
    ])
    func aCommandLineThatIsNotUnderstoodIs64(_ arguments: [String], _ word: String) throws {
        let sandbox = try Sandbox()
        var call = sandbox.runner()
        call.arguments = arguments
        let outcome = try call.run()
        #expect(outcome.code == 64)
        #expect(outcome.error.contains(word))
        #expect(sandbox.notes.isEmpty)
    }

    @Test func aClientThatIsNotThereIs127() throws {
        let sandbox = try Sandbox(tools: ["buildkitd", "rootlesskit"])
        let outcome = try sandbox.runner("build").environment("PATH", sandbox.bin).run()
        #expect(outcome.code == 127)
        #expect(
            outcome.error
                == "buildkit-run: buildctl: not found on PATH; it is part of the moby/buildkit image, or set BUILDCTL\n"
        )
        #expect(sandbox.notes.isEmpty)
    }

    @Test func aClientThatMayNotBeExecutedIs126() throws {
        let sandbox = try Sandbox()
        try sandbox.write("no program", to: "client")
        let outcome = try sandbox.runner("exec", "--", "\(sandbox.path)/client").run()
        #expect(outcome.code == 126)
        #expect(outcome.error == "buildkit-run: \(sandbox.path)/client is not executable\n")
    }

    @Test(arguments: [("#!/no/such/interpreter\n", 127 as Int32), ("no program at all", 126)])
    func aClientThatCannotBeStartedEndsTheDaemon(_ contents: String, _ code: Int32) throws {
        let sandbox = try Sandbox()
        try sandbox.writeProgram(contents, to: "client")
        let outcome = try sandbox.runner("exec", "--", "\(sandbox.path)/client").run()
        #expect(outcome.code == code)
        #expect(outcome.error.contains("\(sandbox.path)/client could not be started"))
        #expect(sandbox.notes.signals(15, to: "buildkitd") == 1)
        sandbox.expectNothingLeft()
    }

    @Test func aDaemonThatIsNotThereIs69() throws {
        let sandbox = try Sandbox(tools: ["buildctl", "rootlesskit"])
        let outcome = try sandbox.runner("build").environment("PATH", sandbox.bin).run()
        #expect(outcome.code == 69)
        #expect(
            outcome.error
                == "buildkit-run: buildkitd: not found on PATH; it is part of the moby/buildkit image, or set BUILDKITD\n"
        )
        sandbox.expectNothingLeft()
    }

    @Test(.enabled(if: getuid() == 0, "for others it is rootlesskit that starts the daemon"))
    func aDaemonThatCannotBeStartedIs69() throws {
        let sandbox = try Sandbox()
        try sandbox.writeProgram("no program", to: "daemon")
        let outcome = try sandbox.runner("build").environment("BUILDKITD", "\(sandbox.path)/daemon").run()
        #expect(outcome.code == 69)
        #expect(outcome.error == "buildkit-run: \(sandbox.path)/daemon could not be started: Exec format error\n")
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [
        ("BUILDKITD_FLAGS", "--config /no/such.toml", "/no/such.toml"), ("BUILDKITD_FLAGS", "--x 'a", "unclosed '"),
        ("BUILDKIT_RUN_READY_TIMEOUT", "soon", "\"soon\""), ("BUILDKIT_RUN_QUIET", "perhaps", "\"perhaps\""),
        ("BUILDCTL_CONNECT_RETRIES_MAX", "many", "\"many\""), ("BUILDKIT_HOST", "buildkitd:1234", "no scheme"),
        ("BUILDKIT_RUN_DAEMON_LOG", "/no/such/directory/log", "--daemon-log"),
        ("BUILDKIT_RUN_STATE_DIR", "/dev/null", "--state-dir"),
    ])
    func aSettingThatCannotWorkIs78(_ variable: String, _ value: String, _ word: String) throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").environment(variable, value).run()
        #expect(outcome.code == 78)
        #expect(outcome.error.contains(word))
        #expect(sandbox.notes.isEmpty)
        sandbox.expectNothingLeft()
    }
}
