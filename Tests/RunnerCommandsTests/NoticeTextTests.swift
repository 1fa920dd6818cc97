import BuildKit
import LinuxProcess
import Supervision
import Testing

@testable import RunnerCommands

@Suite struct NoticeTextTests {
    private let own = NoticeText(
        started: .zero, address: "unix:///tmp/x.sock", daemonPath: "/usr/bin/buildkitd",
        clientPath: "/usr/bin/buildctl",
        mask: SecretMask(environment: ["CI_JOB_TOKEN": "glcbt-0123456789"]))
    private let existing = NoticeText(
        started: monotonicNow(), address: "tcp://b:1", daemonPath: nil, clientPath: nil,
        mask: SecretMask(environment: [:]))

    @Test(arguments: [
        (
            Supervisor.Notice.daemonNotStarted(errno: 8),
            "buildkit-run: /usr/bin/buildkitd could not be started: Exec format error\n"
        ),
        (
            .daemonDiedEarly(.exited(1)),
            """
            buildkit-run: buildkitd ended before it was ready: exit code 1
            buildkit-run: the last of its log:
            buildkit-run:   buildkitd: could not lock /var/lib/buildkit/buildkitd.lock, another instance running? [MASKED]
            buildkit-run: cause: another buildkitd uses the same state directory
            buildkit-run: remedy: give each concurrent job its own: --state-dir "$HOME/.local/share/buildkit-$CI_CONCURRENT_ID" or BUILDKIT_RUN_STATE_DIR; or let all jobs use one builder by BUILDKIT_HOST
            buildkit-run: see https://github.com/moby/buildkit/issues/6116

            """
        ),
        (
            .clientNotStarted(errno: 2),
            "buildkit-run: /usr/bin/buildctl could not be started: No such file or directory\n"
        ), (.clientKilled(after: .seconds(10)), "buildkit-run: buildctl did not stop within 10 s and was killed\n"),
        (
            .daemonKilled(after: .milliseconds(2500)),
            "buildkit-run: buildkitd did not stop within 2.5 s and was killed\n"
        ),
    ])
    func noticesOfARunWithADaemon(_ notice: Supervisor.Notice, _ text: String) {
        let log = """
            time="2026-01-01T00:00:00Z" level=info msg="starting"
            buildkitd: could not lock /var/lib/buildkit/buildkitd.lock, another instance running? glcbt-0123456789

            """
        #expect(own.text(notice, daemonLog: Array(log.utf8)) == text)
    }

    @Test(arguments: [
        (
            Supervisor.Notice.daemonDiedUnderClient(.signalled(9)),
            "buildkit-run: buildkitd ended while buildctl was running: killed by signal 9 (SIGKILL), as the kernel does when memory runs out\n"
        ),
        (
            .daemonDiedUnderClient(.signalled(11)),
            "buildkit-run: buildkitd ended while buildctl was running: killed by signal 11\n"
        ),
        (
            .daemonNotReady(after: .seconds(120)),
            "buildkit-run: buildkitd was not ready after 120 s; --ready-timeout or BUILDKIT_RUN_READY_TIMEOUT gives it longer\n"
        ),
    ])
    func aSilentDaemonIsSaidToBeSilent(_ notice: Supervisor.Notice, _ first: String) {
        #expect(own.text(notice, daemonLog: []) == first + "buildkit-run: it printed nothing\n")
    }

    @Test(arguments: [
        (
            Supervisor.Notice.builderNotReached(.refused, after: .seconds(120)),
            """
            buildkit-run: the builder at tcp://b:1 did not answer within 120 s: connections are refused
            buildkit-run: remedy: nothing listens there: check the port, and that the service's command has --addr tcp://0.0.0.0:PORT; CI_DEBUG_SERVICES=true shows the service's log

            """
        ),
        (
            .builderNotReached(nil, after: .seconds(1)),
            """
            buildkit-run: the builder at tcp://b:1 did not answer within 1 s: there is no answer
            buildkit-run: remedy: the connection is dropped, or accepted and never served: look at the daemon's log

            """
        ),
        (
            .builderUnusable(.serverSpeaksTLS),
            """
            buildkit-run: the builder at tcp://b:1 cannot be used: it speaks TLS and the client does not
            buildkit-run: remedy: give the client's certificates: --tlsdir DIR, or --tlscacert, --tlscert, --tlskey

            """
        ),
    ])
    func noticesOfSomebodyElsesBuilder(_ notice: Supervisor.Notice, _ text: String) {
        #expect(existing.text(notice, daemonLog: []) == text)
    }

    @Test func readinessSaysHowLongItTook() {
        #expect(existing.text(.ready, daemonLog: []).hasPrefix("buildkit-run: the builder at tcp://b:1 answers ("))
        #expect(own.text(.ready, daemonLog: []).hasPrefix("buildkit-run: buildkitd is ready ("))
        #expect(own.text(.ready, daemonLog: []).hasSuffix(" s)\n"))
    }
}
