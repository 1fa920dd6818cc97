import Glibc
import Supervision
import Testing

@Suite struct CrashTests {
    @Test(arguments: ["exit:2", "die:9", "die:11", "child;orphan;die:9", "child;orphan;exit:1"])
    func aDaemonThatDiesUnderTheClientIs69AndItsLogIsShown(_ end: String) throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").client("connect;make:\(sandbox.path)/go;stay")
            .daemon("lock;listen;serve;notify;await:\(sandbox.path)/go;say:fatal error: out of memory;\(end)").run()
        #expect(outcome.code == 69)
        let status =
            end.contains("exit")
            ? "exit code \(end.last.map(String.init) ?? "")"
            : Built.daemon == "rootlesskit"
                ? "exit code 255"
                : end.hasSuffix("die:9")
                    ? "killed by signal 9 (SIGKILL), as the kernel does when memory runs out" : "killed by signal 11"
        #expect(outcome.error.contains("buildkit-run: \(Built.daemon) ended while buildctl was running: \(status)\n"))
        #expect(outcome.error.contains("buildkit-run:   fatal error: out of memory\n"))
        #expect(outcome.error.contains("error reading from server: EOF"))
        sandbox.expectNothingLeft()
    }

    @Test func aClientThatSucceedsAllTheSameIsASuccess() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner(
            "exec", "--", "sh", "-c", "while [ ! -e '\(sandbox.path)/go' ]; do sleep 0.01; done"
        )
        .start()
        let daemon = try #require(sandbox.wait(for: "buildkitd", "notified"))
        #expect(eventually { running.error.contains("is ready") })
        kill(daemon.pid, SIGKILL)
        #expect(eventually { running.error.contains("ended while sh was running") })
        try sandbox.write("", to: "go")
        #expect(try running.outcome().code == 0)
        sandbox.expectNothingLeft()
    }

    @Test func aClientThatDoesNotNoticeIsStopped() throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("exec", "--", "sleep", "1000").start()
        let daemon = try #require(sandbox.wait(for: "buildkitd", "notified"))
        #expect(eventually { running.error.contains("is ready") })
        kill(daemon.pid, SIGKILL)
        #expect(try running.outcome().code == 69)
        sandbox.expectNothingLeft()
    }
}
