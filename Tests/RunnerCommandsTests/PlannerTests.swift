import BuildKit
import LinuxProcess
import Testing

@testable import RunnerCommands

/// Which builder, and which client.
@Suite struct PlannerTests {
    @Test func withoutAnAddressTheRunHasADaemonOfItsOwn() throws {
        let plan = try plan(.client(["build", "--progress=plain"]))
        #expect(plan.daemon?.command == .init(path: "/usr/bin/buildkitd", arguments: ["buildkitd"]))
        #expect(plan.daemon?.stateDirectory == "/var/lib/buildkit")
        #expect(plan.daemon?.stateIsChosen == false)
        #expect(plan.daemon?.removal == nil)
        #expect(plan.daemon?.runtimeDirectory == .notNeeded)
        #expect(
            plan.clients.first?.command
                == .init(path: "/usr/bin/buildctl", arguments: ["buildctl", "build", "--progress=plain"]))
        #expect(plan.clients.first?.addressPosition == 1)
        #expect(plan.readyTimeout.duration == .seconds(120))
        #expect(plan.stopTimeout.duration == .seconds(10))
    }

    @Test(
        arguments: [
            // What anybody sets is used.
            ("tcp://buildkitd:1234", true, [], true), ("unix:///run/other.sock", true, [], true),
            // The moby/buildkit rootless image sets the socket of a daemon that nobody has started.
            ("unix:///run/user/1000/buildkit/buildkitd.sock", false, [], false),
            (
                "unix:///run/user/1000/buildkit/buildkitd.sock", false, ["/run/user/1000/buildkit/buildkitd.sock"], true
            ), ("unix:///run/buildkit/buildkitd.sock", true, [], false),
            ("unix:///run/buildkit/buildkitd.sock", true, ["/run/buildkit/buildkitd.sock"], true),
            ("", true, [], false),
        ] as [(String, Bool, Set<String>, Bool)])
    func theImagesDefaultAddressIsNoChoice(
        _ host: String, _ root: Bool, _ sockets: Set<String>, _ isExisting: Bool
    ) throws {
        let machine = Machine.madeUp(root: root, sockets: sockets)
        let plan = try plan(environment: ["BUILDKIT_HOST": host, "HOME": "/home/user"], on: machine)
        #expect(plan.address == (isExisting ? host : nil))
        #expect((plan.daemon != nil) == !isExisting)
    }

    @Test(
        arguments: [
            ([], ["--addr", "tcp://a:1", "build"], "tcp://a:1", nil),
            (["--addr", "tcp://b:2"], ["build"], "tcp://b:2", 1),
            (["--addr", "tcp://b:2"], ["--addr=tcp://a:1", "build"], "tcp://a:1", nil),
            ([], ["build", "--addr", "tcp://a:1"], "tcp://c:3", 1),
        ] as [([String], [String], String, Int?)])
    func theNearestAddressWins(_ options: [String], _ arguments: [String], _ address: String, _ position: Int?) throws {
        let plan = try plan(.client(arguments), options, environment: ["BUILDKIT_HOST": "tcp://c:3"])
        #expect(plan.address == address)
        #expect(plan.clients.first?.addressPosition == position)
        #expect(plan.clients.first?.command.arguments == ["buildctl"] + arguments)
    }

    @Test(arguments: [["--help"], [], ["build", "--help"], ["--version"]])
    func helpNeedsNoBuilder(_ arguments: [String]) throws {
        // Not even one that could be started.
        let plan = try plan(.client(arguments), on: .madeUp(programs: ["/usr/bin/buildctl"]))
        #expect(plan.builder == .none)
        #expect(plan.clients.first?.command.arguments == ["buildctl"] + arguments)
    }

    @Test func theTLSOptionsGoToTheClientAndItsProbe() throws {
        let plan = try plan(
            .client(["--tlsservername=n", "build"]), ["--tlsdir", "/certs"],
            environment: ["BUILDKIT_HOST": "tcp://127.0.0.1:1", "BUILDKIT_RUN_TLSSERVERNAME": "m"])
        let flags = ["--tlsdir=/certs", "--tlsservername=m"]
        #expect(plan.clients.first?.command.arguments == ["buildctl"] + flags + ["--tlsservername=n", "build"])
        let probe = ["buildctl", "--addr=tcp://127.0.0.1:1"] + flags + ["--tlsservername=n", "debug", "info"]
        #expect(plan.probe == .client(.init(path: "/usr/bin/buildctl", arguments: probe)))
    }

    @Test(arguments: [
        ("unix:///run/x.sock", RunPlan.Probe.socket(.unix(path: "/run/x.sock"))),
        ("tcp://10.0.0.1:1", .socket(.internet(host: "10.0.0.1", port: 1))),
        ("tcp://[::1]:1", .socket(.internet(host: "::1", port: 1))),
        // An alias of a linked service.
        ("tcp://buildkitd:1", .socket(.internet(host: "172.17.0.2", port: 1))),
        (
            "tcp://elsewhere:1",
            .client(
                .init(path: "/usr/bin/buildctl", arguments: ["buildctl", "--addr=tcp://elsewhere:1", "debug", "info"]))
        ),
        (
            "kube-pod://p",
            .client(.init(path: "/usr/bin/buildctl", arguments: ["buildctl", "--addr=kube-pod://p", "debug", "info"]))
        ),
    ])
    func onlyTheClientLooksUpNames(_ address: String, _ probe: RunPlan.Probe) throws {
        let machine = Machine.madeUp(files: ["/etc/hosts": "127.0.0.1 localhost\n172.17.0.2 buildkitd docker\n"])
        #expect(try plan(.wait, environment: ["BUILDKIT_HOST": address], on: machine).probe == probe)
    }

    @Test func aCommandIsFoundAsAShellFindsIt() throws {
        let plan = try plan(.command(["sh", "-c", ":"]))
        #expect(plan.clients.first?.command == .init(path: "/bin/sh", arguments: ["sh", "-c", ":"]))
        #expect(plan.clients.first?.addressPosition == nil)
    }

    private static let nothing: [String: String] = [:]

    @Test(
        arguments: [
            (
                RunTask.client(["build"]), nothing, ["/usr/bin/buildkitd"], 127,
                "buildctl: not found on PATH; it is part of the moby/buildkit image, or set BUILDCTL"
            ),
            (.client(["build"]), ["BUILDCTL": "/opt/buildctl -x"], [], 127, "/opt/buildctl: not found on PATH"),
            (.client(["build"]), ["BUILDCTL": "'a"], [], 78, "BUILDCTL has an unclosed ' at character 1: 'a"),
            (.command(["tool"]), nothing, [], 127, "tool: not found on PATH"),
            (
                .client(["build"]), nothing, ["/usr/bin/buildctl"], 69,
                "buildkitd: not found on PATH; it is part of the moby/buildkit image, or set BUILDKITD"
            ),
            (
                .wait, nothing, [], 64,
                "there is nothing to wait for; set BUILDKIT_HOST or --addr, such as tcp://buildkitd:1234"
            ),
            (.wait, ["BUILDKIT_HOST": "b"], [], 78, "builder address \"b\" has no scheme; write tcp://b"),
        ] as [(RunTask, [String: String], Set<String>, Int32, String)])
    func whatCannotRunIsNotPlanned(
        _ task: RunTask, _ environment: [String: String], _ programs: Set<String>, _ code: Int32, _ message: String
    ) {
        expectError(code, message) { try plan(task, environment: environment, on: .madeUp(programs: programs)) }
    }

    @Test func aFileThatMayNotBeExecutedIs126() {
        let machine = Machine.madeUp(programs: ["/usr/bin/buildkitd"], files: ["/usr/bin/buildctl": ""])
        expectError(126, "/usr/bin/buildctl is not executable") { try plan(on: machine) }
        let other = Machine.madeUp(programs: ["/usr/bin/buildctl"], files: ["/usr/bin/buildkitd": ""])
        expectError(69, "/usr/bin/buildkitd is not executable") { try plan(on: other) }
    }

    @Test func aPathWithASpaceIsOneWord() throws {
        let machine = Machine.madeUp(programs: ["/a b/buildctl", "/usr/bin/buildkitd"])
        let plan = try plan(environment: ["BUILDCTL": "/a b/buildctl"], on: machine)
        #expect(plan.clients.first?.command == .init(path: "/a b/buildctl", arguments: ["/a b/buildctl", "build"]))
    }
}

func expectError(
    _ code: Int32, _ message: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> RunPlan
) {
    do {
        Issue.record("planned: \(try body())", sourceLocation: sourceLocation)
    } catch let error as PlanError {
        #expect(error.code.rawValue == code, sourceLocation: sourceLocation)
        #expect(error.message == message, sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
