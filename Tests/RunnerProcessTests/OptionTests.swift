import LinuxProcess
import Supervision
import Testing

@Suite struct OptionTests {
    @Test func explainPrintsThePlanAndDoesNothing() throws {
        let sandbox = try Sandbox()
        for call in [
            sandbox.runner("--explain", "build", "--progress=plain"),
            sandbox.runner("build", "--progress=plain").environment("BUILDKIT_RUN_EXPLAIN", "1"),
        ] {
            let outcome = try call.run()
            #expect(outcome.code == 0)
            #expect(outcome.error == "")
            #expect(outcome.output.contains("client:          \(sandbox.bin)/buildctl --addr=unix://"))
            #expect(outcome.output.contains("--progress=plain\n"))
            #expect(outcome.output.contains("state directory: \(sandbox.state)\n"))
        }
        #expect(sandbox.notes.isEmpty)
        #expect(!sandbox.exists("state"))
        sandbox.expectNothingLeft()
    }

    @Test func quietSaysNothingUnlessSomethingFails() throws {
        let sandbox = try Sandbox()
        #expect(try sandbox.runner("--quiet", "build").run().error == "")
        let failed = try sandbox.runner("build").environment("BUILDKIT_RUN_QUIET", "yes").daemon("exit:1").run()
        #expect(failed.error.contains("\(Built.daemon) ended before it was ready"))
    }

    @Test func theDaemonsWholeLogGoesIntoAFile() throws {
        let sandbox = try Sandbox()
        let lines = (1...5000).map { "level=info msg=\"line \($0) of a log that is larger than what is kept\"\n" }
            .joined()
        try sandbox.write(lines, to: "long")
        let outcome = try sandbox.runner("--daemon-log", "\(sandbox.path)/log", "build")
            .daemon("show:\(sandbox.path)/long;lock;listen;serve;notify;say:served;stay").run()
        #expect(outcome.code == 0)
        #expect(!outcome.error.contains("line 1"))
        #expect(readFile("\(sandbox.path)/log") == lines + "served\n")
        sandbox.expectNothingLeft()
    }

    @Test func aDaemonThatPrintsWithoutEndDoesNotBlock() throws {
        let sandbox = try Sandbox()
        try sandbox.write(String(repeating: "x", count: 60_000) + "\n", to: "long")
        let much = String(repeating: "show:\(sandbox.path)/long;", count: 40)
        #expect(try sandbox.runner("build").daemon("\(much)lock;listen;serve;notify;\(much)stay").run().code == 0)
        sandbox.expectNothingLeft()
    }

    @Test func secretsAreNotPrinted() throws {
        let sandbox = try Sandbox()
        let secret = "tr0ub4dor&3"
        let base = sandbox.runner("build", "--opt", "build-arg:API_TOKEN=hidden-value").environment(
            "CI_JOB_TOKEN", secret)
        let explained = try base.environment("BUILDKIT_RUN_EXPLAIN", "1")
            .environment("BUILDKITD_FLAGS", "--x=https://user:\(secret)@host/ --y=\(secret)").run()
        let failed = try base.daemon("say:cannot log in with \(secret);exit:1").run()
        let refused = try base.environment("BUILDKITD_FLAGS", "--config /no/\(secret)").run()
        for outcome in [explained, failed, refused] {
            let text = outcome.output + outcome.error
            #expect(!text.contains(secret) && !text.contains("hidden-value"), "\(text)")
            #expect(text.contains("[MASKED]"))
        }
    }

    @Test func theScriptsRetriesAreALowerBoundOfTheStartLimit() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("--ready-timeout", "100ms", "build")
            .environment("BUILDCTL_CONNECT_RETRIES_MAX", "3").daemon("lock;listen;stay").run()
        #expect(outcome.code == 69)
        // Four tries: 100 + 120 + 140 + 160 ms.
        #expect(outcome.error.contains("was not ready after 0.52 s"))
    }

    @Test(arguments: ["--version", "--help"])
    func askingForHelpStartsNothing(_ option: String) throws {
        let sandbox = try Sandbox(tools: [])
        let outcome = try sandbox.runner(option).run()
        #expect(outcome.code == 0)
        #expect(!outcome.output.isEmpty)
        #expect(outcome.error == "")
    }
}
