import Supervision
import Testing

@Suite struct ReadinessTests {
    @Test(arguments: [
        "lock;listen;serve;notify;stay",
        // Late.
        "lock;sleep:400;listen;serve;notify;stay",
        // It listens long before it serves.
        "lock;listen;sleep:500;serve;notify;stay",
        // It does not announce itself: its SETTINGS on the socket do.
        "lock;listen;serve;stay", "sleep:300;listen;serve;stay", "listen;sleep:300;serve;stay",
        // It says other things, too.
        "say:warming up;listen;serve;notify;notify;stay",
    ])
    func theClientRunsOnceTheDaemonServes(_ daemon: String) throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").daemon(daemon).run()
        #expect(outcome.code == 0)
        #expect(outcome.error.contains("buildkitd is ready ("))
        #expect(sandbox.notes.of("buildctl", "connected").count == 1)
        #expect(sandbox.notes.of("buildctl", "start").count == 1)
        #expect(sandbox.notes.signals(15, to: "buildkitd") == 1)
        sandbox.expectNothingLeft()
    }

    @Test(arguments: ["lock;stay", "lock;listen;stay", "lock;listen;hang-up;stay", "listen;serve-tls;stay"])
    func aDaemonThatNeverServesCannotHangUs(_ daemon: String) throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("--ready-timeout", "600ms", "build").daemon("say:thinking;\(daemon)").run()
        #expect(outcome.code == 69)
        #expect(
            outcome.error == """
                buildkit-run: \(Built.daemon) was not ready after 0.6 s; --ready-timeout or BUILDKIT_RUN_READY_TIMEOUT gives it longer
                buildkit-run: the last of its log:
                buildkit-run:   thinking

                """)
        #expect(sandbox.notes.of("buildctl", "start").isEmpty)
        #expect(sandbox.notes.signals(15, to: "buildkitd") == 1)
        sandbox.expectNothingLeft()
    }

    @Test func aDaemonThatDiesAtOnceFailsTheRunWithCauseAndRemedy() throws {
        let sandbox = try Sandbox()
        let usage = (1...60).map { "   --option-\($0) value  what it does" }.joined(separator: "\n")
        try sandbox.write(
            """
            Incorrect Usage: flag provided but not defined: -nosuch

            NAME:
               buildkitd - build daemon

            \(usage)
            buildkitd: flag provided but not defined: -nosuch

            """, to: "log")
        let outcome = try sandbox.runner("build").daemon("show:\(sandbox.path)/log;exit:1").run()
        #expect(outcome.code == 69)
        #expect(
            outcome.error == """
                buildkit-run: \(Built.daemon) ended before it was ready: exit code 1
                buildkit-run: the last of its log:
                buildkit-run:   buildkitd: flag provided but not defined: -nosuch
                buildkit-run: cause: this version of buildkitd does not know an option in BUILDKITD_FLAGS
                buildkit-run: remedy: correct the option, or take it out of BUILDKITD_FLAGS; buildkitd --help lists those it knows
                buildkit-run: see https://github.com/moby/buildkit/blob/master/docs/buildkitd.toml.md

                """)
        #expect(sandbox.notes.of("buildctl", "start").isEmpty)
        #expect(outcome.duration < .seconds(2))
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [
        ("exit:0", "exit code 0"), ("die:11", "killed by signal 11"), ("die:9", "killed by signal 9 (SIGKILL)"),
        ("lock;listen;exit:3", "exit code 3"), ("orphan;child;exit:3", "exit code 3"),
    ])
    func aDaemonThatDiesInSilenceIsReported(_ daemon: String, _ words: String) throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").daemon(daemon).run()
        let words = Built.daemon == "rootlesskit" && daemon.contains("die") ? "exit code 255" : words
        #expect(outcome.code == 69)
        #expect(outcome.error.contains("buildkit-run: \(Built.daemon) ended before it was ready: \(words)"))
        #expect(outcome.error.contains("it printed nothing"))
        sandbox.expectNothingLeft()
    }
}
