import Glibc
import LinuxProcess
import Supervision
import Testing

/// In a root directory that holds nothing but static programs and `/proc`: the moby/buildkit images have no glibc.
@Suite(
    .enabled(
        if: getuid() == 0 && Built.runnerIsStatic, "needs root, and the static runner that BUILDKIT_RUN names"))
struct BareRootTests {
    private func bareRoot() throws -> Sandbox {
        let sandbox = try Sandbox()
        try sandbox.makeDirectory("root/proc")
        try sandbox.copy(Built.runner, to: "root/buildkit-run")
        try sandbox.symlink("buildkit-run", as: "root/buildctl-daemonless.sh")
        return sandbox
    }

    /// A mount namespace of its own, so that nothing can stay mounted.
    private func call(_ sandbox: Sandbox, _ command: String) -> RunnerCall {
        sandbox.runner(
            "--mount", "--pid", "--fork", "--kill-child", "sh", "-c",
            "mount -t proc proc '\(sandbox.path)/root/proc' && exec chroot '\(sandbox.path)/root' \(command)"
        ).program("/usr/bin/unshare")
    }

    @Test func withoutProcItSaysSo() throws {
        let sandbox = try bareRoot()
        let outcome = try sandbox.runner("\(sandbox.path)/root", "/buildkit-run", "--version").program(
            "/usr/sbin/chroot"
        )
        .run()
        #expect(outcome.code == 71)
        #expect(
            outcome.error
                == "buildkit-run: /proc is not mounted; mount it (mount -t proc proc /proc) and try again\n")
    }

    @Test func itRunsAlone() throws {
        let sandbox = try bareRoot()
        let version = try call(sandbox, "/buildkit-run --version").run()
        #expect(version.code == 0)
        #expect(version.error == "")
        let outcome = try call(sandbox, "/buildctl-daemonless.sh build").run()
        #expect(outcome.code == 127)
        #expect(outcome.error.hasPrefix("buildkit-run: buildctl: not found on PATH"))
    }

    @Test func itBuildsWithStaticToolsUnderTheNameOfTheScript() throws {
        let sandbox = try bareRoot()
        for directory in ["bin", "tmp"] { try sandbox.makeDirectory("root/\(directory)") }
        for tool in ["buildkitd", "buildctl"] { try sandbox.copy(Built.fakeTool, to: "root/bin/\(tool)") }
        let outcome = try call(sandbox, "/buildctl-daemonless.sh build --progress=plain").environment(
            "PATH", "/bin:/usr/sbin:/usr/bin"
        )
        .environment("TMPDIR", nil).environment("FAKE_NOTES", "/notes").environment("BUILDKIT_RUN_STATE_DIR", nil)
        .client("connect;orphan;exit:42").run()
        #expect(outcome.code == 42, "\(outcome.error)")
        let notes = Note.all(in: readFile("\(sandbox.path)/root/notes") ?? "")
        let start = try #require(notes.of("buildctl", "start").first)
        #expect(start.parent == 1)
        #expect(start.arguments?.dropFirst(2) == ["build", "--progress=plain"])
        #expect(start.arguments?[1].hasPrefix("--addr=unix:///tmp/buildkit-run.") == true)
        #expect(FileTree.names(in: "\(sandbox.path)/root/tmp") == [])
        sandbox.expectNothingLeft()
    }
}
