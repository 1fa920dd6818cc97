import Glibc
import LinuxProcess
import Supervision
import Testing

/// A directory for one test, with the fake tools in `bin`, and everything that a run could leave behind in known places.
final class Sandbox {
    let path: String
    /// `NAME=value`: every process that the test starts has it in its environment.
    let mark: String

    /// Where the run's own directory is made.
    var temporary: String { "\(path)/tmp" }
    var state: String { "\(path)/state" }
    var bin: String { "\(path)/bin" }

    init(tools: [String] = ["buildkitd", "buildctl", "rootlesskit"]) throws {
        path = try FileTree.makePrivateDirectory(in: "/tmp", prefix: "bkr.")
        mark = "FAKE_RUN=\(path)"
        for directory in ["bin", "tmp", "home"] { try FileTree.makeDirectories("\(path)/\(directory)") }
        try copy(Built.fakeTool, to: "fake-tool")
        for tool in tools { try symlink("../fake-tool", as: "bin/\(tool)") }
        for directory in ["", "/bin", "/tmp", "/home"] { _ = chmod(path + directory, 0o777) }
    }

    deinit {
        for pid in Processes.carrying(mark) { _ = kill(pid, SIGKILL) }
        FileTree.remove(path)
    }

    /// - Parameter arguments: what stands after the program's name.
    func runner(_ arguments: String...) -> RunnerCall { RunnerCall(sandbox: self, arguments: arguments) }

    var notes: [Note] { Note.all(in: readFile("\(path)/notes") ?? "") }

    /// Waits until a tool has noted an event.
    @discardableResult
    func wait(for tool: String, _ event: String, count: Int = 1, sourceLocation: SourceLocation = #_sourceLocation)
        -> Note?
    {
        let found = eventually { notes.of(tool, event).count >= count }
        #expect(found, "\(tool) never came to \"\(event)\"", sourceLocation: sourceLocation)
        return notes.of(tool, event).last
    }

    func write(_ text: String, to name: String) throws {
        let raw = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard raw >= 0 else { throw SystemError("open \(name)") }
        let file = Descriptor(owning: raw)
        writeAll(text.utf8, to: file.rawValue)
    }

    /// Makes a file that may be executed.
    func writeProgram(_ text: String, to name: String) throws {
        try write(text, to: "\(name).text")
        try copy("\(path)/\(name).text", to: name)
    }

    /// By another process: a descriptor that is open for writing here would, for a moment, be open as well in what other
    /// tests start at the same time, and a file that is being written cannot be executed (`ETXTBSY`).
    func copy(_ source: String, to name: String) throws {
        let target = "\(path)/\(name)"
        Subprocess.runToEnd(SpawnRequest(path: "/bin/cp", arguments: ["cp", source, target], environment: []))
        guard chmod(target, 0o755) == 0 else { throw SystemError("copy \(source)") }
    }

    func symlink(_ target: String, as name: String) throws {
        guard Glibc.symlink(target, "\(path)/\(name)") == 0 else { throw SystemError("symlink \(name)") }
    }

    func makeDirectory(_ name: String) throws { try FileTree.makeDirectories("\(path)/\(name)") }

    func exists(_ name: String) -> Bool { Self.exists("\(path)/\(name)") }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Checks that a run has left no process and no file of its own.
    func expectNothingLeft(within limit: Duration = .zero, sourceLocation: SourceLocation = #_sourceLocation) {
        let gone = eventually(within: limit) { Processes.carrying(mark).isEmpty }
        #expect(
            gone, "left: \(Processes.carrying(mark).map(Processes.describe))", sourceLocation: sourceLocation)
        let files = FileTree.names(in: temporary)
        #expect(files == [], "files are left in TMPDIR", sourceLocation: sourceLocation)
        let states = FileTree.names(in: state).filter { $0.hasPrefix("buildkit-run.") }
        #expect(states == [], "private state is left", sourceLocation: sourceLocation)
    }
}

/// The programs that the build has made.
enum Built {
    /// Where the test bundle is.
    private static let directory: String = {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    }()

    /// What the runner starts as the daemon, and so what it calls it: for a user other than root rootlesskit, which takes a
    /// daemon that a signal ended for one with exit code 255.
    static let daemon = getuid() == 0 ? "buildkitd" : "rootlesskit"

    static let fakeTool = "\(directory)/fake-tool"

    /// The one named by `BUILDKIT_RUN`, which `.ci/test` sets to the static release binary; else the debug product.
    static let runner = getenv("BUILDKIT_RUN").map { String(cString: $0) } ?? "\(directory)/buildkit-run"

    /// A dynamic executable names its loader near its beginning.
    static let runnerIsStatic: Bool = {
        let raw = open(runner, O_RDONLY | O_CLOEXEC)
        guard raw >= 0 else { return false }
        let file = Descriptor(owning: raw)
        return withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
            guard case .bytes(let count)? = try? file.read(into: buffer) else { return false }
            return !String(decoding: buffer.prefix(count), as: UTF8.self).contains("/ld-")
        }
    }()
}
