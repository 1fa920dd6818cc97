import BuildKit
import Testing

@Suite struct DaemonLogTests {
    private func meaningful(_ text: String, limit: Int = 20) -> [String] {
        DaemonLog(Array(text.utf8)).meaningfulLines(limit: limit)
    }

    @Test func aBadFlagIsOneLine() {
        let usage = (1...60).map { "   --option-\($0)   text" }.joined(separator: "\n")
        let log = """
            Incorrect Usage: flag provided but not defined: -nosuch

            NAME:
               buildkitd - build daemon

            \(usage)
            buildkitd: flag provided but not defined: -nosuch
            """
        #expect(meaningful(log) == ["buildkitd: flag provided but not defined: -nosuch"])
    }

    @Test func aStackTraceIsItsErrors() {
        let log = """
            time="2026-01-01T00:00:00Z" level=info msg="auto snapshotter: using overlayfs"
            buildkitd: toml: incomplete number
            failed to parse config
            github.com/moby/buildkit/cmd/buildkitd/config.Load
            \t/src/cmd/buildkitd/config/load.go:15
            main.main.func3
            \t/src/cmd/buildkitd/main.go:270
            runtime.goexit
            \t/usr/local/go/src/runtime/asm_amd64.s:1771
            """
        #expect(meaningful(log) == ["buildkitd: toml: incomplete number", "failed to parse config"])
    }

    @Test func aPanicKeepsItsMessage() {
        let log = """
            panic: runtime error: invalid memory address

            goroutine 1 [running]:
            main.main()
            \t/src/main.go:12 +0x1d
            created by main.start in goroutine 1
            \t/src/main.go:3 +0x4
            """
        #expect(meaningful(log) == ["panic: runtime error: invalid memory address"])
    }

    @Test func withoutErrorsTheLastLinesStand() {
        let log = (1...30).map { "level=info msg=\"line \($0)\"" }.joined(separator: "\n")
        #expect(meaningful(log, limit: 2) == ["level=info msg=\"line 29\"", "level=info msg=\"line 30\""])
    }

    @Test func bytesThatAreNoTextDoNoHarm() {
        #expect(DaemonLog([0xff, 0x1b, 0x5b, 0x0a, 0x41]).meaningfulLines() == ["\u{fffd}[", "A"])
        #expect(DaemonLog([]).meaningfulLines() == [])
    }

    @Test(arguments: [
        ("[rootlesskit:child ] error: failed to share mount point: /: permission denied", "apparmor-mount"),
        (
            "[rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: operation not permitted",
            "seccomp-userns"
        ),
        (
            "[rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: permission denied",
            "apparmor-userns"
        ),
        (
            "[rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: no space left on device",
            "max-userns"
        ),
        ("newuidmap 7 [0 1000 1 1 100000 65536] failed: newuidmap: Could not set caps", "no-new-privileges"),
        (
            "failed to setup UID/GID map: newuidmap 7 [0 1 1] failed: newuidmap: write to uid_map failed: Operation not permitted",
            "no-new-privileges"
        ),
        ("failed to compute uid/gid map: No subuid ranges found for user 12345 (\"h3u\")", "no-subuid"),
        ("user: unknown userid 12345", "no-subuid"),
        ("exec: \"newuidmap\": executable file not found in $PATH", "no-newuidmap"),
        (
            "error mounting \"proc\" to rootfs at \"/proc\": mount proc:/proc (via /proc/self/fd/6), flags: 0xe: operation not permitted",
            "masked-proc"
        ),
        (
            "rootless mode requires to be executed as the mapped root in a user namespace; you may use RootlessKit",
            "not-user-namespace-root"
        ),
        ("buildkitd: could not lock /var/lib/buildkit/buildkitd.lock, another instance running?", "state-locked"),
        ("buildkitd: flag provided but not defined: -x", "unknown-flag"),
        (
            "failed to mount /tmp/buildkit-mount123: [{Type:bind Source:/a Options:[rbind ro]}]: operation not permitted",
            "bind-mount"
        ),
        ("buildkitd: unknown snapshotter name: \"foo\"", "unknown-snapshotter"),
    ])
    func knownFailuresAreRecognised(_ line: String, _ id: String) {
        #expect(KnownFailure.recognise(in: ["level=info msg=x", line])?.id == id)
    }

    @Test func everyKnownFailureIsComplete() {
        #expect(Set(KnownFailure.all.map(\.id)).count == KnownFailure.all.count)
        for failure in KnownFailure.all {
            #expect(!failure.signatures.isEmpty && failure.signatures.allSatisfy { !$0.isEmpty })
            #expect(!failure.cause.isEmpty && !failure.cause.hasSuffix("."))
            #expect(!failure.remedy.isEmpty && failure.link.hasPrefix("https://"))
        }
    }
}
