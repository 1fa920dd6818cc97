import Glibc
import LinuxProcess
import Supervision
import Testing

/// One call of `buildkit-run`, put together step by step; nothing of the test's own environment reaches it.
struct RunnerCall {
    let sandbox: Sandbox
    var arguments: [String]
    private var program = Built.runner
    private var wrapper: [String] = []
    private var environment: [String: String]
    private var input = "/dev/null"

    init(sandbox: Sandbox, arguments: [String]) {
        self.sandbox = sandbox
        self.arguments = arguments
        environment = [
            "PATH": "\(sandbox.bin):/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "\(sandbox.path)/home",
            "TMPDIR": sandbox.temporary, "FAKE_NOTES": "\(sandbox.path)/notes", "FAKE_RUN": sandbox.path,
            "BUILDKIT_RUN_STATE_DIR": sandbox.state, "BUILDKIT_RUN_STOP_TIMEOUT": "8s",
        ]
    }

    private func with(_ change: (inout RunnerCall) -> Void) -> RunnerCall {
        var copy = self
        change(&copy)
        return copy
    }

    /// With more arguments at the end.
    func adding(_ words: [String]) -> RunnerCall { with { $0.arguments += words } }

    /// - Parameter value: `nil` unsets it.
    func environment(_ name: String, _ value: String?) -> RunnerCall { with { $0.environment[name] = value } }

    /// What the fake `buildkitd` does.
    func daemon(_ script: String) -> RunnerCall { environment("FAKE_BUILDKITD", script) }

    /// What the fake `buildctl` does.
    func client(_ script: String) -> RunnerCall { environment("FAKE_BUILDCTL", script) }

    /// What the fake `buildctl` does when it is asked for `debug info`.
    func probe(_ script: String) -> RunnerCall { environment("FAKE_BUILDCTL_PROBE", script) }

    /// Runs it by another program, such as `env --ignore-signal=CHLD`.
    func under(_ words: String...) -> RunnerCall { with { $0.wrapper += words } }

    func program(_ path: String) -> RunnerCall { with { $0.program = path } }

    func input(_ path: String) -> RunnerCall { with { $0.input = path } }

    /// As a user other than root, for whom the daemon is started by rootlesskit.
    func asUser() throws -> RunnerCall {
        guard getuid() == 0 else { return self }
        // The build directory may be closed to others.
        if !sandbox.exists("bin/buildkit-run") { try sandbox.copy(Built.runner, to: "bin/buildkit-run") }
        return program("\(sandbox.bin)/buildkit-run").under("setpriv", "--reuid", "4711", "--clear-groups")
    }

    func start() throws -> RunningProcess {
        let words = wrapper + [program] + arguments
        let path = words[0].contains("/") ? words[0] : "/usr/bin/\(words[0])"
        var request = SpawnRequest(
            path: path, arguments: words, environment: environment.map { "\($0.key)=\($0.value)" })
        return try RunningProcess(&request, sandbox: sandbox, input: input)
    }

    /// Runs it to its end.
    func run(sourceLocation: SourceLocation = #_sourceLocation) throws -> Outcome {
        try start().outcome(sourceLocation: sourceLocation)
    }
}

/// Swift Testing has an `ExitStatus` of its own.
typealias ProcessStatus = Supervision.ExitStatus

/// How a process ended, and what it said.
struct Outcome {
    let status: ProcessStatus
    let output: String
    let error: String
    let duration: Duration

    /// What a shell would report.
    var code: Int32 { status.shellCode }
}

final class RunningProcess {
    let pid: ProcessID
    private let sandbox: Sandbox
    private let files: (output: String, error: String)
    private let started = monotonicNow()

    init(_ request: inout SpawnRequest, sandbox: Sandbox, input: String) throws {
        self.sandbox = sandbox
        let base = try FileTree.makePrivateDirectory(in: sandbox.path, prefix: "call.")
        files = ("\(base)/out", "\(base)/err")
        let descriptors = [
            open(input, O_RDONLY | O_CLOEXEC), open(files.output, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644),
            open(files.error, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644),
        ]
        defer { for descriptor in descriptors { _ = close(descriptor) } }
        (request.input, request.output, request.error) = (descriptors[0], descriptors[1], descriptors[2])
        request.leadsProcessGroup = true
        pid = try request.spawn()
    }

    /// What it has said so far.
    var error: String { readFile(files.error) ?? "" }
    var output: String { readFile(files.output) ?? "" }

    func send(_ signal: CInt) { _ = kill(pid, signal) }

    func sendToGroup(_ signal: CInt) { _ = kill(-pid, signal) }

    /// To every process of the sandbox, highest id first.
    func sendToEveryone(_ signal: CInt) { for pid in Processes.carrying(sandbox.mark) { _ = kill(pid, signal) } }

    /// Waits for its end.
    func outcome(
        within limit: Duration = .seconds(20), sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Outcome {
        var status: CInt = 0
        let ended = eventually(within: limit) { waitpid(pid, &status, WNOHANG) == pid }
        let duration = monotonicNow() - started
        if !ended {
            Issue.record("still running after \(limit): \(error)", sourceLocation: sourceLocation)
            sendToEveryone(SIGKILL)
            waitpid(pid, &status, 0)
        }
        return Outcome(
            status: try #require(ProcessStatus(waitStatus: status)), output: readFile(files.output) ?? "", error: error,
            duration: duration)
    }
}
