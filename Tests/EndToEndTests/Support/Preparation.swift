import Glibc
import LinuxProcess
import Supervision
import Testing

/// What all end-to-end tests share, made before the first of them and removed after the last.
struct Preparation: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let runner = try Runner.install()
        defer { runner.remove() }
        Runner.current = runner
        let user = try TestUser.make()
        TestUser.current = user
        do { try await function() } catch {
            try? user?.remove()
            throw error
        }
        try user?.remove()
    }
}

extension Trait where Self == Preparation {
    static var prepared: Self { Self() }
}

/// The program under test, where every user can execute it.
struct Runner: Sendable {
    private let directory: String

    /// Set by `Preparation` while the tests run.
    nonisolated(unsafe) static var current: Runner?

    var path: String { "\(directory)/buildkit-run" }
    /// The same program under the name of the stock script.
    var scriptPath: String { "\(directory)/buildctl-daemonless.sh" }

    /// The program that BUILDKIT_RUN names (as `.ci/test` does: the static one); else the one built beside the tests.
    static func install() throws -> Runner {
        let named = getenv("BUILDKIT_RUN").map { String(cString: $0) }
        let tests = Files.link(at: "/proc/self/exe") ?? ""
        let beside = tests.prefix(upTo: tests.lastIndex(of: "/") ?? tests.startIndex) + "/buildkit-run"
        let runner = Runner(directory: try FileTree.makePrivateDirectory(in: "/tmp", prefix: "bke2e-"))
        _ = chmod(runner.directory, 0o755)
        // By another process: one that tests in parallel start would have our copy open for writing until it executes, and
        // a file that is open for writing cannot be executed.
        let copy = try RunningProcess(
            [try Tools.require("cp"), named ?? String(beside), runner.path], environment: ["PATH": Tools.path],
            outputs: "\(runner.directory)/cp")
        guard try copy.wait() == .exited(0) else { throw TimedOut(description: copy.error) }
        _ = chmod(runner.path, 0o755)
        guard symlink("buildkit-run", runner.scriptPath) == 0 else { throw SystemError("symlink") }
        return runner
    }

    func remove() { FileTree.remove(directory) }
}
