import Glibc
import Supervision
import Testing

/// Where the runner stands in the process tree, and what it leaves in it.
@Suite struct ProcessTreeTests {
    private static let isRoot = getuid() == 0

    @Test(arguments: [
        "connect;orphan;exit:4", "connect;child;exit:4", "connect;orphan;orphan;child;child;exit:4",
    ])
    func whatTheClientLeavesIsEnded(_ client: String) throws {
        let sandbox = try Sandbox()
        #expect(try sandbox.runner("build").client(client).run().code == 4)
        #expect(!sandbox.notes.filter { ["orphan", "child"].contains($0.tool) }.isEmpty)
        sandbox.expectNothingLeft()
    }

    @Test func whatTheDaemonLeavesIsEnded() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").daemon("lock;orphan;child;listen;serve;notify;stay")
            .client("connect;exit:4").run()
        #expect(outcome.code == 4)
        #expect(sandbox.notes.of("orphan", "start").count == 1)
        sandbox.expectNothingLeft()
    }

    @Test func anIgnoredSIGCHLDDoesNoHarm() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").under("env", "--ignore-signal=CHLD").client("connect;exit:42").run()
        #expect(outcome.code == 42)
        sandbox.expectNothingLeft()
    }

    @Test func theToolsStartWithAnEmptyMaskAndDefaultDispositions() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("exec", "--", "cat", "/proc/self/status")
            .under("env", "--block-signal=TERM", "--ignore-signal=INT").run()
        for field in ["SigBlk:\t", "SigIgn:\t"] {
            let line = try #require(outcome.output.split(separator: "\n").first { $0.hasPrefix(field) })
            let mask = try #require(UInt64(line.dropFirst(field.count), radix: 16))
            // The C library keeps signals 32 and 33 to itself.
            #expect(mask & ~(3 << 31) == 0, "\(line)")
        }
        sandbox.expectNothingLeft()
    }

    @Test func noDescriptorOfOursIsInheritedByTheClient() throws {
        let sandbox = try Sandbox()
        func descriptors(_ call: RunnerCall) throws -> Set<Substring> {
            Set(try call.run().output.split(separator: "\n"))
        }
        // The process that runs the tests may have some that are inherited by all.
        let list = "ls /proc/$$/fd"
        let inherited = try descriptors(sandbox.runner("-c", list).program("/bin/sh"))
        #expect(try descriptors(sandbox.runner("exec", "--", "sh", "-c", list)).subtracting(inherited) == [])
    }

    @Test func standardStreamsAndDirectoryAreTheClients() throws {
        let sandbox = try Sandbox()
        try sandbox.write("from standard input\n", to: "input")
        let outcome = try sandbox.runner("build").input("\(sandbox.path)/input")
            .client("connect;copy-input;print:done;say:a word;exit:0").daemon("lock;listen;serve;print:no;notify;stay")
            .run()
        #expect(outcome.output == "from standard input\ndone\n")
        #expect(outcome.error.contains("a word\n"))
        let directories = Set(sandbox.notes.filter { $0.event == "start" }.map(\.text))
        #expect(directories.count == 1)
    }

    @Test func aReaderThatGoesAwayDoesNotEndUsBeforeTheDaemon() throws {
        let sandbox = try Sandbox()
        // The shell's first command ends at once, and nobody reads what the runner says.
        let outcome = try sandbox.runner(
            "-c", "{ '\(Built.runner)' build; echo $? >'\(sandbox.path)/code'; } 2>&1 | true"
        )
        .program("/bin/sh").daemon("lock;sleep:100;listen;serve;notify;stay").client("connect;exit:5").run()
        #expect(outcome.code == 0)
        #expect(eventually { sandbox.exists("code") })
        sandbox.expectNothingLeft(within: .seconds(5))
        #expect(sandbox.notes.of("buildctl", "exit").map(\.number) == [5])
    }

    @Test(.enabled(if: isRoot, "a PID namespace needs root"))
    func itWorksAsTheFirstProcess() throws {
        let sandbox = try Sandbox()
        let outcome = try sandbox.runner("build").under("unshare", "--pid", "--fork", "--mount-proc", "--kill-child")
            .client("connect;orphan;exit:42").run()
        #expect(outcome.code == 42)
        #expect(sandbox.notes.of("buildctl", "start").map(\.parent) == [1])
        sandbox.expectNothingLeft()
    }

    @Test(.enabled(if: isRoot, "a PID namespace needs root"), arguments: [SIGTERM, SIGINT, SIGHUP])
    func aSignalEndsTheFirstProcessInOrder(_ signal: Int32) throws {
        let sandbox = try Sandbox()
        let running = try sandbox.runner("build").under("unshare", "--pid", "--fork", "--mount-proc", "--kill-child")
            .client("connect;stay").start()
        sandbox.wait(for: "buildctl", "connected")
        let runner = try #require(Processes.carrying(sandbox.mark).first { Processes.name($0) == "buildkit-run" })
        kill(runner, signal)
        #expect(try running.outcome().code == 128 + signal)
        #expect(sandbox.notes.filter { $0.event == "signal" }.map(\.tool) == ["buildctl", "buildkitd"])
        sandbox.expectNothingLeft()
    }

    @Test(.enabled(if: isRoot, "a PID namespace needs root"))
    func theFirstProcessReapsOrphans() throws {
        let sandbox = try Sandbox()
        let script = """
            (true &) ; (true &) ; (sh -c '(true &)' &)
            n=0
            while grep -ls '^State:.Z' /proc/[0-9]*/status | grep -q .; do
              n=$((n + 1)); [ $n -lt 500 ] || exit 9
              sleep 0.01
            done
            exit 5
            """
        let outcome = try sandbox.runner("exec", "--", "sh", "-c", script)
            .under("unshare", "--pid", "--fork", "--mount-proc", "--kill-child").run()
        #expect(outcome.code == 5)
        sandbox.expectNothingLeft()
    }
}
