import BuildKit
import Testing

@testable import RunnerCommands

@Suite struct DaemonPlannerTests {
    private func daemon(
        _ options: [String] = [], _ environment: [String: String] = [:], on machine: Machine = .madeUp()
    ) throws -> RunPlan.OwnDaemon {
        try #require(try plan(.client(["build"]), options, environment: environment, on: machine).daemon)
    }

    private static let user = ["HOME": "/home/user", "USER": "user"]

    @Test func aUserGetsRootlesskit() throws {
        let environment = Self.user.merging(["BUILDKITD_FLAGS": "--oci-worker-no-process-sandbox"]) { $1 }
        let daemon = try daemon([], environment, on: .madeUp(root: false))
        let words = ["rootlesskit", "buildkitd", "--oci-worker-no-process-sandbox"]
        #expect(daemon.command == .init(path: "/usr/bin/rootlesskit", arguments: words))
        #expect(daemon.removal == .init(path: "/usr/bin/rootlesskit", arguments: ["rootlesskit", "rm", "-rf"]))
        #expect(daemon.isRootless)
        #expect(daemon.stateDirectory == "/home/user/.local/share/buildkit")
        #expect(daemon.environment == [:])
    }

    @Test func rootlesskitMayHaveOptions() throws {
        let environment = Self.user.merging(["ROOTLESSKIT": "rootlesskit --net=slirp4netns '--copy-up=/a b'"]) { $1 }
        let daemon = try daemon([], environment, on: .madeUp(root: false))
        let words = ["rootlesskit", "--net=slirp4netns", "--copy-up=/a b"]
        #expect(daemon.command.arguments == words + ["buildkitd"])
        #expect(daemon.removal?.arguments == words + ["rm", "-rf"])
    }

    @Test(
        arguments: [
            (["USER": "ci"], "someone", [:]), ([:], "someone", ["USER": "someone"]),
            (["USER": "root"], nil, ["USER": "user"]), (["USER": ""], "root", ["USER": "user"]),
        ] as [([String: String], String?, [String: String])])
    func buildkitdIsToldThatItIsNotRoot(
        _ environment: [String: String], _ user: String?, _ additions: [String: String]
    ) throws {
        #expect(try daemon([], environment, on: .madeUp(root: false, user: user)).environment == additions)
        #expect(try daemon([], environment, on: .madeUp(root: true, user: user)).environment == [:])
    }

    @Test(
        arguments: [
            (nil, RunPlan.RuntimeDirectory.privateToRun), ("", .privateToRun), ("relative", .privateToRun),
            ("/run/user/1", .existing("/run/user/1")), ("/run/user/2", .toBeMade("/run/user/2")),
            // Somebody else's, and a file.
            ("/run/user/3", .privateToRun), ("/run/user/4", .privateToRun),
        ] as [(String?, RunPlan.RuntimeDirectory)])
    func theRuntimeDirectoryIsOneThatCanBeUsed(_ path: String?, _ choice: RunPlan.RuntimeDirectory) throws {
        let machine = Machine.madeUp(
            root: false, files: ["/run/user/4": ""], directories: ["/tmp", "/run/user/1"], closed: ["/run/user/3"])
        #expect(
            try daemon([], ["XDG_RUNTIME_DIR": path].compactMapValues(\.self), on: machine).runtimeDirectory == choice)
    }

    private static let long = "/" + String(repeating: "x", count: 70)

    @Test(
        arguments: [
            ([:], ["/tmp"], "/tmp", true), (["TMPDIR": "/builds/tmp/"], ["/tmp", "/builds/tmp"], "/builds/tmp", true),
            (["TMPDIR": "/builds/tmp"], ["/tmp"], "/tmp", false),
            (["TMPDIR": "relative"], ["/tmp", "relative"], "/tmp", true),
            // Too long for a socket, and just short enough: 104 bytes with /buildkit-run.XXXXXX/buildkitd.sock.
            (["TMPDIR": long], ["/tmp", long], "/tmp", false),
            (["TMPDIR": String(long.prefix(69))], ["/tmp", String(long.prefix(69))], String(long.prefix(69)), false),
            (["XDG_RUNTIME_DIR": "/run/user/1"], ["/run", "/run/user/1"], "/run/user/1", false),
            ([:], ["/run"], "/run", false), ([:], ["/dev/shm"], "/dev/shm", false),
        ] as [([String: String], Set<String>, String, Bool)])
    func theRunDirectoryIsWhereASocketFits(
        _ environment: [String: String], _ directories: Set<String>, _ parent: String, _ keeps: Bool
    ) throws {
        let daemon = try daemon([], environment, on: .madeUp(directories: directories))
        #expect(daemon.runDirectoryParent == parent)
        #expect(daemon.keepsTemporaryFiles == keeps)
        #expect("\(parent)/\(RunDirectoryChoice.prefix)XXXXXX/\(RunDirectoryChoice.socketName)".utf8.count <= 104)
    }

    @Test func withoutAnyRunDirectoryItIs78() {
        expectError(
            78,
            "no directory for the socket of buildkitd: none of /t, /tmp, /run, /var/tmp, /dev/shm can be written to and has "
                + "at most 69 bytes; set TMPDIR to one that does"
        ) { try plan(environment: ["TMPDIR": "/t"], on: .madeUp(directories: [])) }
    }

    @Test(arguments: [
        ([], [:], "/var/lib/buildkit", false, false), (["--state-dir", "/s"], [:], "/s", true, true),
        (["--state-dir", "s"], [:], "/builds/group/project/s", true, true),
        ([], ["BUILDKIT_RUN_STATE_DIR": "/e"], "/e", true, true),
        (["--state-dir", "/s"], ["BUILDKIT_RUN_STATE_DIR": "/e"], "/s", true, true),
        ([], ["BUILDKITD_FLAGS": "--root=/f"], "/f", true, false),
        ([], ["BUILDKITD_FLAGS": "--root f"], "/builds/group/project/f", true, false),
        (["--state-dir", "/s"], ["BUILDKITD_FLAGS": "--root=/f"], "/s", true, true),
        ([], ["BUILDKITD_FLAGS": "--config /c.toml"], "/in/toml", true, false),
    ])
    func theStateDirectoryIsTheOneThatSomebodyChose(
        _ options: [String], _ environment: [String: String], _ path: String, _ isChosen: Bool, _ needsFlag: Bool
    ) throws {
        let machine = Machine.madeUp(files: ["/c.toml": "root = \"/in/toml\"\n"])
        let daemon = try daemon(options, environment, on: machine)
        #expect(daemon.stateDirectory == path)
        #expect(daemon.stateIsChosen == isChosen)
        #expect(daemon.stateNeedsFlag == needsFlag)
    }

    @Test func theDefaultConfigurationMayNameTheState() throws {
        let machine = Machine.madeUp(files: ["/etc/buildkit/buildkitd.toml": "root = \"/volume\"\n"])
        #expect(try daemon(on: machine).stateDirectory == "/volume")
    }

    @Test(
        arguments: [
            (
                "--config /no.toml", [],
                "--config in BUILDKITD_FLAGS names \"/no.toml\", which does not exist; buildkitd would ignore that silently. "
                    + "Write the file before the build, or take the option out"
            ),
            (
                "--config=rel.toml", [],
                "--config in BUILDKITD_FLAGS names \"rel.toml\", which does not exist; buildkitd would ignore that silently. "
                    + "Write the file before the build, or take the option out"
            ),
            (
                "--config /tmp", [],
                "--config in BUILDKITD_FLAGS names \"/tmp\", which is a directory; buildkitd would ignore that silently. "
                    + "Write the file before the build, or take the option out"
            ), ("--x \"a", [], "BUILDKITD_FLAGS has an unclosed \" at character 5: --x \"a"),
            ("a\\", [], "BUILDKITD_FLAGS ends in a backslash: a\\"),
            (
                "", ["--state-dir", "/file"],
                "--state-dir \"/file\" is no directory; name one, or a path that is free"
            ),
            (
                "", ["--state-dir", "/closed"],
                "--state-dir \"/closed\" cannot be written to; name another, or chown it to this user"
            ),
        ] as [(String, [String], String)])
    func whatCannotWorkIs78(_ flags: String, _ options: [String], _ message: String) {
        let machine = Machine.madeUp(files: ["/file": ""], closed: ["/closed"])
        expectError(78, message) {
            try plan(.client([] + ["build"]), options, environment: ["BUILDKITD_FLAGS": flags], on: machine)
        }
    }

    @Test func aMissingRootlesskitIs69() {
        let machine = Machine.madeUp(root: false, programs: ["/usr/bin/buildctl", "/usr/bin/buildkitd"])
        expectError(
            69,
            "rootlesskit: not found on PATH; without it only root can start buildkitd; use the moby/buildkit rootless image"
        ) { try plan(on: machine) }
    }
}
