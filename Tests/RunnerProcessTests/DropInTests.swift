import Supervision
import Testing

/// What `buildctl-daemonless.sh` does, and what goes to the client.
@Suite struct DropInTests {
    private let odd = [
        "--opt", "build-arg:X=a  b", "", "-", "--", "*", "$HOME", "it's", "\"", "back\\slash", "line\nbreak", "ü",
    ]

    @Test func theArgumentsOfBuildArePassedUnchanged() throws {
        let sandbox = try Sandbox()
        var call = sandbox.runner("--quiet", "build")
        call.arguments += odd + ["--quiet", "--explain", "--ready-timeout", "exec"]
        let outcome = try call.run()
        #expect(outcome.code == 0)
        let start = try #require(sandbox.notes.of("buildctl", "start").first)
        let address = try #require(start.variable("BUILDKIT_HOST"))
        #expect(
            start.arguments
                == ["buildctl", "--addr=\(address)", "build"] + odd + [
                    "--quiet", "--explain", "--ready-timeout", "exec",
                ])
        #expect(address.hasPrefix("unix://\(sandbox.temporary)/buildkit-run."))
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [
        ["build", "--frontend", "dockerfile.v0"], ["du"], ["--debug", "--timeout", "5", "prune", "--all"], ["exec"],
        ["wait"], ["debug", "workers"],
    ])
    func underTheNameOfTheScriptAllIsTheClients(_ arguments: [String]) throws {
        let sandbox = try Sandbox()
        try sandbox.symlink(Built.runner, as: "buildctl-daemonless.sh")
        var call = sandbox.runner().program("\(sandbox.path)/buildctl-daemonless.sh")
        call.arguments = arguments
        let outcome = try call.client("connect;exit:7").probe("connect;exit:7").run()
        #expect(outcome.code == 7)
        let start = try #require(sandbox.notes.of("buildctl", "start").first)
        #expect(start.arguments == ["buildctl", "--addr=\(start.variable("BUILDKIT_HOST") ?? "")"] + arguments)
        #expect(sandbox.notes.of("buildkitd", "start").count == 1)
        sandbox.expectNothingLeft()
    }

    @Test(arguments: [["--help"], [], ["build", "--help"], ["--version"], ["help", "du"]])
    func helpNeedsNoDaemon(_ arguments: [String]) throws {
        let sandbox = try Sandbox()
        try sandbox.symlink(Built.runner, as: "buildctl-daemonless.sh")
        var call = sandbox.runner().program("\(sandbox.path)/buildctl-daemonless.sh")
        call.arguments = arguments
        let outcome = try call.client("print:the client's help;exit:0").run()
        #expect(outcome.code == 0)
        #expect(outcome.output == "the client's help\n")
        #expect(outcome.error == "")
        #expect(sandbox.notes.of("buildctl", "start").map(\.arguments) == [["buildctl"] + arguments])
        #expect(sandbox.notes.of("buildkitd", "start").isEmpty)
    }

    @Test func anAddressAmongTheClientsArgumentsIsUsed() throws {
        let sandbox = try Sandbox()
        try sandbox.symlink(Built.runner, as: "buildctl-daemonless.sh")
        let server = try sandbox.server("listen;serve;stay")
        let outcome = try sandbox.runner("--addr", server.address, "build")
            .program("\(sandbox.path)/buildctl-daemonless.sh").client("connect;exit:4").run()
        #expect(outcome.code == 4)
        #expect(
            sandbox.notes.of("buildctl", "start").map(\.arguments) == [["buildctl", "--addr", server.address, "build"]])
        server.stop()
    }

    @Test func theScriptsVariablesAreHonoured() throws {
        let sandbox = try Sandbox(tools: ["rootlesskit"])
        try sandbox.write("", to: "a b.toml")
        for tool in ["buildkitd", "buildctl"] {
            try sandbox.symlink("\(sandbox.path)/fake-tool", as: tool)
        }
        let outcome = try sandbox.runner("build").environment("BUILDCTL", "\(sandbox.path)/buildctl --debug")
            .environment("BUILDKITD", "'\(sandbox.path)/buildkitd' --debug")
            .environment("BUILDKITD_FLAGS", "--config \"\(sandbox.path)/a b.toml\" --x='$HOME *'").run()
        #expect(outcome.code == 0)
        let notes = sandbox.notes
        let daemon = try #require(notes.of("buildkitd", "start").first?.arguments)
        #expect(
            Array(daemon.prefix(5)) == [
                "\(sandbox.path)/buildkitd", "--debug", "--config", "\(sandbox.path)/a b.toml", "--x=$HOME *",
            ])
        #expect(notes.of("buildctl", "start").first?.arguments?.prefix(2) == ["\(sandbox.path)/buildctl", "--debug"])
        sandbox.expectNothingLeft()
    }

    @Test func aLongTMPDIRIsNotUsedForTheSocket() throws {
        let sandbox = try Sandbox()
        let long = "tmp/" + String(repeating: "long-name-", count: 10)
        try sandbox.makeDirectory(long)
        let outcome = try sandbox.runner("build").environment("TMPDIR", "\(sandbox.path)/\(long)").run()
        #expect(outcome.code == 0)
        let address = try #require(sandbox.notes.of("buildctl", "connected").first?.text)
        #expect(address.utf8.count <= "unix://".utf8.count + 104)
        #expect(!address.contains("long-name"))
        let directory = address.dropFirst("unix://".count).split(separator: "/").dropLast().map { "/\($0)" }.joined()
        #expect(!Sandbox.exists(directory))
    }
}
