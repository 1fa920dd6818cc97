import CLinuxShims
import Glibc
import LinuxProcess
import Supervision

/// A process of a test, with its output in files. It is killed where a test forgets it.
final class RunningProcess {
    let pid: ProcessID
    private let outputPath: String
    private let errorPath: String
    private let exitDescriptor: CInt
    private var status: ExitStatus?

    /// - Parameters:
    ///   - words: the path of the program and its arguments.
    ///   - outputs: the beginning of the paths of the two files that take the output.
    init(_ words: [String], environment: [String: String], outputs: String) throws {
        outputPath = "\(outputs).out"
        errorPath = "\(outputs).err"
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC
        let files = [
            open("/dev/null", O_RDONLY | O_CLOEXEC), open(outputPath, flags, 0o644), open(errorPath, flags, 0o644),
        ]
        defer { for file in files where file >= 0 { _ = close(file) } }
        guard files.allSatisfy({ $0 >= 0 }) else { throw SystemError("open \(outputs).out") }
        var request = SpawnRequest(
            path: words[0], arguments: words, environment: environment.map { "\($0.key)=\($0.value)" }.sorted())
        (request.input, request.output, request.error) = (files[0], files[1], files[2])
        // So that a signal to the group of a test run does not reach it before the test has seen to it.
        request.leadsProcessGroup = true
        pid = try request.spawn()
        exitDescriptor = clinux_pidfd_open(pid)
    }

    deinit {
        if status == nil {
            _ = kill(pid, SIGKILL)
            var raw: CInt = 0
            while waitpid(pid, &raw, 0) < 0 && errno == EINTR {}
        }
        if exitDescriptor >= 0 { _ = close(exitDescriptor) }
    }

    /// What it has written to standard output so far.
    var output: String { (try? Files.read(outputPath)) ?? "" }
    /// What it has written to standard error so far.
    var error: String { (try? Files.read(errorPath)) ?? "" }

    var hasEnded: Bool { (try? poll(within: .zero)) != nil }

    func signal(_ signal: CInt) { if status == nil { _ = kill(pid, signal) } }

    /// - Throws: `TimedOut`, with the end of its standard error.
    @discardableResult
    func wait(within limit: Duration = .seconds(40)) throws -> ExitStatus {
        if let status = try poll(within: limit) { return status }
        throw TimedOut(description: "process \(pid) has not ended within \(limit): \(error.suffix(2000))")
    }

    private func poll(within limit: Duration) throws -> ExitStatus? {
        if let status { return status }
        var interest = pollfd(fd: exitDescriptor, events: Int16(POLLIN), revents: 0)
        while Glibc.poll(&interest, 1, CInt(limit.milliseconds)) < 0 && errno == EINTR {}
        var raw: CInt = 0
        let reaped = waitpid(pid, &raw, WNOHANG)
        guard reaped >= 0 else { throw SystemError("waitpid \(pid)") }
        if reaped == pid { status = ExitStatus(waitStatus: raw) }
        return status
    }
}
