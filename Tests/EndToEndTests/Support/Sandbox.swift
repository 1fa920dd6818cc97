import Glibc
import LinuxProcess
import Testing

/// The directories of one test, and what runs in them. All that a run starts or makes can be told by the directory's name.
final class Sandbox {
    let path: String
    let account: Account
    private var processes = 0

    /// TMPDIR: whatever a run makes here has to be gone after it.
    var temporary: String { "\(path)/tmp" }
    /// The daemon's state, for tests that are not about its default.
    var state: String { "\(path)/state" }
    var home: String { "\(path)/home" }
    var runtime: String { "\(path)/xdg" }

    init(_ account: Account) throws {
        self.account = account
        path = try FileTree.makePrivateDirectory(in: "/tmp", prefix: "bke2e-")
        _ = chmod(path, 0o755)
        account.own(path)
        for directory in [temporary, home, runtime] {
            try FileTree.makeDirectories(directory)
            account.own(directory)
        }
    }

    deinit {
        // What a failed test has left.
        for process in survivors() { _ = kill(process.pid, SIGKILL) }
        for mount in mounts().reversed() { _ = umount2(String(mount.split(separator: " ")[4]), CInt(MNT_DETACH)) }
        // The files of a rootless daemon belong to subordinate ids.
        if !Tools.isRoot, let rootlesskit = Tools.find("rootlesskit"), let shell = Tools.find("sh") {
            _ = try? start([rootlesskit, shell, "-c", "rm -rf \(path)/home \(path)/state*"]).wait()
        }
        FileTree.remove(path)
    }

    /// A clean environment, with nothing of the one that the tests run in.
    var environment: [String: String] {
        var environment = ["PATH": Tools.path, "HOME": home, "TMPDIR": temporary]
        if case .rootless(let user) = account {
            environment.merge(["USER": user.name, "LOGNAME": user.name, "XDG_RUNTIME_DIR": runtime]) { $1 }
        }
        return environment
    }

    /// Starts a program.
    ///
    /// - Parameter wrapper: words before those that make it run as the account's user, for what only root can do.
    func start(
        _ words: [String], adding additions: [String: String] = [:], within wrapper: [String] = []
    ) throws -> RunningProcess {
        processes += 1
        return try RunningProcess(
            wrapper + account.prefix() + words, environment: environment.merging(additions) { $1 },
            outputs: "\(path)/process-\(processes)")
    }

    /// Starts the runner.
    func run(_ arguments: [String], adding additions: [String: String] = [:]) throws -> RunningProcess {
        try start([try #require(Runner.current).path] + arguments, adding: additions)
    }

    /// Starts a build by the runner with a state directory of this test's.
    func build(_ arguments: [String], adding additions: [String: String] = [:]) throws -> RunningProcess {
        try run(["--state-dir", state, "build"] + arguments, adding: additions)
    }

    // MARK: What is left

    /// Processes of this sandbox that are alive.
    func survivors() -> [ProcessRecord] { ProcessRecord.all(mentioning: path) }

    /// Mounts below it.
    func mounts() -> [String] {
        (readFile("/proc/self/mountinfo") ?? "").split(separator: "\n").map(String.init).filter {
            $0.contains("\(path)/")
        }
    }

    /// Temporary files.
    func temporaryFiles() -> [String] { FileTree.names(in: temporary) }

    /// Whether nothing is left of a run; each thing that is left is reported.
    func expectNothingLeft(of marker: String = "", sourceLocation: SourceLocation = #_sourceLocation) {
        let processes = survivors() + (marker.isEmpty ? [] : ProcessRecord.all(mentioning: marker))
        #expect(processes.map(\.description) == [], sourceLocation: sourceLocation)
        #expect(mounts() == [], sourceLocation: sourceLocation)
        #expect(temporaryFiles() == [], sourceLocation: sourceLocation)
    }
}
