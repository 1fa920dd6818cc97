import Glibc
import Supervision
import Testing

@Suite struct ExecTests {
    @Test func severalClientsShareOneDaemon() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("exec", "--", "sh", "-c", "buildctl build one && buildctl build two && exit 3")
            .run()
        #expect(outcome.code == 3)
        let notes = sandbox.notes
        #expect(notes.of("buildkitd", "start").count == 1)
        #expect(notes.of("buildctl", "start").map { $0.arguments?.last } == ["one", "two"])
        #expect(Set(notes.of("buildctl", "connected").map(\.text)).count == 1)
        #expect(notes.signals(15, to: "buildkitd") == 1)
        sandbox.expectNothingLeft()
    }

    @Test func optionsMayStandBeforeAndBehindTheVerb() throws {
        let sandbox = try Sandbox()
        for arguments in [
            ["--quiet", "exec", "true"], ["exec", "--quiet", "--", "true"], ["exec", "--quiet", "true"],
        ] {
            var call = sandbox.runner()
            call.arguments = arguments
            let outcome = try call.run()
            #expect(outcome.code == 0)
            #expect(outcome.error == "")
        }
    }

    @Test func theOptionsOfTheCommandAreItsOwn() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("exec", "--", "printf", "%s|", "--quiet", "", "-x", "--", "a b").run()
        #expect(outcome.output == "--quiet||-x|--|a b|")
    }

    @Test func aScriptIsSignalledWithItsChildren() throws {
        let sandbox = try Sandbox()
        // The shell dies of the signal; were the client in another group, it would keep the daemon busy.
        let running = try sandbox.runner("exec", "--", "sh", "-c", "buildctl build; exit 3").client("connect;stay")
            .start()
        sandbox.wait(for: "buildctl", "connected")
        running.send(SIGTERM)
        let outcome = try running.outcome()
        #expect(outcome.code == 143)
        #expect(!outcome.error.contains("killed"))
        #expect(sandbox.notes.signals(15, to: "buildctl") == 1)
        sandbox.expectNothingLeft()
    }

    private let untilConnected = "while ! grep -q connected \"$FAKE_NOTES\"; do sleep 0.01; done"

    @Test func whatAScriptLeavesRunningDoesNotKeepTheDaemonBusy() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("exec", "--", "sh", "-c", "buildctl build & \(untilConnected); exit 3")
            .client("connect;stay").run()
        #expect(outcome.code == 3)
        #expect(!outcome.error.contains("killed"))
        #expect(sandbox.notes.signals(15, to: "buildctl") == 1)
        sandbox.expectNothingLeft()
    }

    @Test func whatEscapesTheScriptsGroupIsEndedAfterTheStopTimeout() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner(
            "--stop-timeout", "300ms", "exec", "--", "sh", "-c", "setsid buildctl build & \(untilConnected); exit 3"
        ).client("connect;stay").run()
        #expect(outcome.code == 3)
        #expect(outcome.error.contains("\(Built.daemon) did not stop within 0.3 s and was killed"))
        sandbox.expectNothingLeft()
    }

    @Test func aDaemonlessRunAtARunningBuilderStartsNone() throws {
        let sandbox = try Sandbox()
        let server = try sandbox.server("listen;serve;stay", at: "unix://\(sandbox.path)/server.sock")
        let outcome = try sandbox.runner("exec", "--", "buildctl", "build").environment("BUILDKIT_HOST", server.address)
            .client("connect;exit:6").run()
        #expect(outcome.code == 6)
        #expect(outcome.error.hasPrefix("buildkit-run: the builder at \(server.address) answers ("))
        #expect(sandbox.notes.of("buildkitd", "start").count == 1)
        #expect(sandbox.notes.of("buildctl", "connected").map(\.text) == [server.address])
        server.stop()
        sandbox.expectNothingLeft()
    }
}
