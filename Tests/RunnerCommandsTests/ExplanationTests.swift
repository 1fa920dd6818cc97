import BuildKit
import Testing

@testable import RunnerCommands

@Suite struct ExplanationTests {
    private func explain(
        _ task: RunTask, _ options: [String] = [], _ environment: [String: String] = [:],
        on machine: Machine = .madeUp()
    ) throws -> String {
        let plan = try plan(task, options, environment: environment, on: machine)
        return Explanation(plan: plan, mask: SecretMask(environment: environment)).text
    }

    @Test func aDaemonOfRoot() throws {
        let text = try explain(
            .client(["build", "--opt", "build-arg:API_TOKEN=abc", "--opt", "label:a=b c"]), ["--state-dir", "/state"],
            ["BUILDKITD_FLAGS": "--debug --x=glcbt-0123456789", "CI_JOB_TOKEN": "glcbt-0123456789"])
        #expect(
            text == """
                builder:         a daemon of this run, since BUILDKIT_HOST is not set
                daemon:          /usr/bin/buildkitd --debug '--x=[MASKED]' --root=/state --addr=unix:///tmp/buildkit-run.XXXXXX/buildkitd.sock
                run directory:   /tmp/buildkit-run.XXXXXX (removed at the end)
                state directory: /state
                daemon log:      /tmp/buildkit-run.XXXXXX/buildkitd.log
                daemon sets:     NOTIFY_SOCKET=/tmp/buildkit-run.XXXXXX/notify.sock
                daemon sets:     TMPDIR=/tmp/buildkit-run.XXXXXX
                client:          /usr/bin/buildctl --addr=unix:///tmp/buildkit-run.XXXXXX/buildkitd.sock build --opt 'build-arg:API_TOKEN=[MASKED]' --opt 'label:a=b c'
                client sets:     BUILDKIT_HOST=unix:///tmp/buildkit-run.XXXXXX/buildkitd.sock
                ready timeout:   120 s
                stop timeout:    10 s

                """)
    }

    @Test func aDaemonOfAUser() throws {
        let text = try explain(
            .command(["sh", "-c", "buildctl du"]), ["--daemon-log", "log"],
            ["HOME": "/home/u", "XDG_RUNTIME_DIR": "/run/user/1"], on: .madeUp(root: false, user: "u"))
        #expect(
            text == """
                builder:         a daemon of this run, since BUILDKIT_HOST is not set
                daemon:          /usr/bin/rootlesskit buildkitd --addr=unix:///tmp/buildkit-run.XXXXXX/buildkitd.sock
                run directory:   /tmp/buildkit-run.XXXXXX (removed at the end)
                state directory: /home/u/.local/share/buildkit (or a private one, if it is in use)
                daemon log:      /builds/group/project/log
                daemon sets:     NOTIFY_SOCKET=/tmp/buildkit-run.XXXXXX/notify.sock
                daemon sets:     TMPDIR=/tmp/buildkit-run.XXXXXX
                daemon sets:     USER=u
                daemon sets:     XDG_RUNTIME_DIR=/run/user/1 (made, and removed at the end)
                client:          /bin/sh -c 'buildctl du'
                client sets:     BUILDKIT_HOST=unix:///tmp/buildkit-run.XXXXXX/buildkitd.sock
                ready timeout:   120 s
                stop timeout:    10 s

                """)
    }

    @Test func somebodyElsesBuilder() throws {
        let text = try explain(
            .client(["build"]), ["--ready-timeout", "30"], ["BUILDKIT_HOST": "tcp://user:secret@b:1234"])
        #expect(
            text == """
                builder:         tcp://user:[MASKED]@b:1234, since BUILDKIT_HOST is set
                probe:           /usr/bin/buildctl '--addr=tcp://user:[MASKED]@b:1234' debug info
                client:          /usr/bin/buildctl '--addr=tcp://user:[MASKED]@b:1234' build
                client sets:     BUILDKIT_HOST=tcp://user:[MASKED]@b:1234
                ready timeout:   30 s
                stop timeout:    10 s

                """)
    }

    @Test func aWait() throws {
        let text = try explain(.wait, ["--addr", "unix:///run/x.sock"])
        #expect(
            text == """
                builder:         unix:///run/x.sock, since --addr is given
                probe:           its first words on the socket
                ready timeout:   120 s
                stop timeout:    10 s

                """)
    }

    @Test func help() throws {
        let text = try explain(.client(["--help"]))
        #expect(
            text == """
                builder:         none, since help needs no builder
                client:          /usr/bin/buildctl --help

                """)
    }
}
