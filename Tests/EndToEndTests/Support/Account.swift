import Glibc
import LinuxProcess
import Supervision
import Testing

/// Whose build it is.
enum Account: Sendable, CustomTestStringConvertible {
    case root
    /// A user other than root: one made for the tests, or the one who runs them.
    case rootless(TestUser)

    var testDescription: String {
        switch self {
        case .root: "root"
        case .rootless: "rootless"
        }
    }

    /// The one for tests that need a user other than root; they have the condition `needsRootless`.
    static func ordinary() throws -> Account { .rootless(try #require(TestUser.current)) }

    /// The words before a command that make it run as this user, with the same process id.
    func prefix() throws -> [String] {
        guard case .rootless(let user) = self, Tools.isRoot else { return [] }
        return [try Tools.require("setpriv"), "--reuid=\(user.id)", "--regid=\(user.group)", "--clear-groups"]
    }

    func own(_ path: String) {
        if case .rootless(let user) = self, Tools.isRoot { _ = chown(path, user.id, user.group) }
    }
}

/// A user with subordinate ids.
struct TestUser: Sendable {
    let name: String
    let id: uid_t
    let group: gid_t

    private static let prefix = "bkci-e2e-"

    /// Set by `Preparation` while the tests run.
    nonisolated(unsafe) static var current: TestUser?

    /// The user who runs the tests; as root a new one with ranges of subordinate ids, which `useradd` chooses.
    static func make() throws -> TestUser? {
        guard Tools.missingForRootless.isEmpty else { return nil }
        guard Tools.isRoot else { return named(LocalMachine.userName ?? "") }
        removeForgotten()
        let name = "\(prefix)\(getpid())"
        try run("useradd", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/sh", "--user-group", name)
        let ranges = ["/etc/subuid", "/etc/subgid"].map { (try? Files.read($0)) ?? "" }
        guard ranges.allSatisfy({ $0.contains("\(name):") }) else {
            try run("userdel", name)
            throw TimedOut(description: "useradd made no subordinate ids: SUB_UID_COUNT in /etc/login.defs")
        }
        return named(name)
    }

    func remove() throws {
        if Tools.isRoot && name.hasPrefix(Self.prefix) { try Self.run("userdel", name) }
    }

    /// Removes those of test runs that were killed.
    private static func removeForgotten() {
        for line in readFile("/etc/passwd")?.split(separator: "\n") ?? [] where line.hasPrefix(prefix) {
            let name = line.prefix { $0 != ":" }
            if !Files.exists("/proc/\(name.dropFirst(prefix.count))") { try? run("userdel", String(name)) }
        }
    }

    private static func named(_ name: String) -> TestUser? {
        for line in readFile("/etc/passwd")?.split(separator: "\n") ?? [] {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count > 3, fields[0] == name, let id = uid_t(fields[2]), let group = gid_t(fields[3]) {
                return TestUser(name: name, id: id, group: group)
            }
        }
        return nil
    }

    private static func run(_ program: String, _ arguments: String...) throws {
        let directory = try FileTree.makePrivateDirectory(in: "/tmp", prefix: "bke2e-")
        defer { FileTree.remove(directory) }
        let process = try RunningProcess(
            [try Tools.require(program)] + arguments, environment: ["PATH": Tools.path],
            outputs: "\(directory)/\(program)")
        guard try process.wait() == .exited(0) else { throw TimedOut(description: "\(program): \(process.error)") }
    }
}
