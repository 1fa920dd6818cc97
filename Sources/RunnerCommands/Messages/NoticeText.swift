import BuildKit
import LinuxProcess
import Supervision

/// What people read when something happens in a run.
struct NoticeText {
    /// On the clock of `monotonicNow`.
    let started: Duration
    let address: String?
    /// `nil` where the run has no daemon of its own.
    let daemonPath: String?
    let clientPath: String?
    let mask: SecretMask

    /// - Parameter daemonLog: the end of it; shown where the daemon failed.
    /// - Returns: whole lines.
    func text(_ notice: Supervisor.Notice, daemonLog: [UInt8]) -> String {
        lines(notice, DaemonLog(daemonLog)).map { "buildkit-run: \(mask.masked($0))\n" }.joined()
    }

    private var daemon: String { daemonPath.map(Self.name) ?? "the builder" }
    private var client: String { clientPath.map(Self.name) ?? "the client" }

    private static func name(_ path: String) -> String { String(path.split(separator: "/").last ?? "") }

    private func lines(_ notice: Supervisor.Notice, _ log: DaemonLog) -> [String] {
        switch notice {
        case .ready:
            let waited = TimeSpan(
                .milliseconds((monotonicNow() - started).components.attoseconds / 1_000_000_000_000_000)
                    + .seconds((monotonicNow() - started).components.seconds))
            return [
                daemonPath == nil
                    ? "the builder at \(address ?? "") answers (\(waited))" : "buildkitd is ready (\(waited))"
            ]
        case .daemonNotStarted(let errno):
            return ["\(daemonPath ?? daemon) could not be started: \(SystemError.text(of: errno))"]
        case .daemonDiedEarly(let status):
            return ["\(daemon) ended before it was ready: \(Self.words(status))"] + story(log)
        case .daemonNotReady(let limit):
            return [
                "\(daemon) was not ready after \(TimeSpan(limit)); --ready-timeout or BUILDKIT_RUN_READY_TIMEOUT gives it longer"
            ] + story(log)
        case .daemonDiedUnderClient(let status):
            return ["\(daemon) ended while \(client) was running: \(Self.words(status))"] + story(log)
        case .daemonKilled(let limit):
            return ["\(daemon) did not stop within \(TimeSpan(limit)) and was killed"]
        case .builderNotReached(let failure, let limit):
            let (what, remedy) = (failure ?? .noAnswer).words
            return [
                "the builder at \(address ?? "") did not answer within \(TimeSpan(limit)): \(what)",
                "remedy: \(remedy)",
            ]
        case .builderUnusable(let failure):
            let (what, remedy) = failure.words
            return ["the builder at \(address ?? "") cannot be used: \(what)", "remedy: \(remedy)"]
        case .clientNotStarted(let errno):
            return ["\(clientPath ?? client) could not be started: \(SystemError.text(of: errno))"]
        case .clientKilled(let limit):
            return ["\(client) did not stop within \(TimeSpan(limit)) and was killed"]
        }
    }

    /// The daemon's last words, and what is known about them.
    private func story(_ log: DaemonLog) -> [String] {
        let lines = log.meaningfulLines()
        var story = lines.isEmpty ? ["it printed nothing"] : ["the last of its log:"] + lines.map { "  \($0)" }
        if let failure = KnownFailure.recognise(in: lines) {
            story += ["cause: \(failure.cause)", "remedy: \(failure.remedy)", "see \(failure.link)"]
        }
        return story
    }

    private static func words(_ status: ExitStatus) -> String {
        switch status {
        case .exited(let code): "exit code \(code)"
        case .signalled(9): "killed by signal 9 (SIGKILL), as the kernel does when memory runs out"
        case .signalled(let signal): "killed by signal \(signal)"
        }
    }
}
