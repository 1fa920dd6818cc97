import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// `buildctl-daemonless.sh` as a symbolic link to the runner builds what the same arguments build without it.
    @Suite struct DropIn {
        @Test(.needsRoot) func sameImageAsRoot() throws { try compare(as: .root) }

        @Test(.needsRootless) func sameImageRootless() throws { try compare(as: .ordinary()) }

        private func compare(as account: Account) throws {
            let builds = try Builds(account)
            let runner = try #require(Runner.current)
            let plain = try builds.withDaemonOfItsOwn()
            #expect(try builds.digest(of: [runner.scriptPath, "build"], state: "link") == plain)
            #expect(try builds.digest(of: [runner.path, "build"], state: "verb") == plain)
        }

        private static let stockScript =
            getenv("BUILDCTL_DAEMONLESS").map { String(cString: $0) } ?? Tools.find("buildctl-daemonless.sh")

        @Test(.needsRoot, .enabled(if: stockScript != nil, "buildctl-daemonless.sh is not on PATH"))
        func sameImageAsTheStockScriptAsRoot() throws { try compareWithStockScript(as: .root) }

        @Test(.needsRootless, .enabled(if: stockScript != nil, "buildctl-daemonless.sh is not on PATH"))
        func sameImageAsTheStockScriptRootless() throws { try compareWithStockScript(as: .ordinary()) }

        private func compareWithStockScript(as account: Account) throws {
            let builds = try Builds(account)
            let script = try builds.install(try #require(Self.stockScript))
            let stock = try builds.digest(of: [try Tools.require("sh"), script, "build"], state: "stock")
            #expect(try builds.digest(of: [try #require(Runner.current).scriptPath, "build"], state: "link") == stock)
        }

        /// Other subcommands of buildctl pass through too.
        @Test(.needsRoot) func otherSubcommands() throws {
            let sandbox = try Sandbox(.root)
            let run = try sandbox.start(
                [try #require(Runner.current).scriptPath, "debug", "workers"],
                adding: ["BUILDKITD_FLAGS": "--root=\(sandbox.state)"])
            #expect(try run.wait() == .exited(0), "\(run.error)")
            #expect(run.output.contains("PLATFORMS"))
            sandbox.expectNothingLeft()
        }
    }
}

/// The same reproducible build in several ways.
private struct Builds {
    private let sandbox: Sandbox
    private let context: Context

    init(_ account: Account) throws {
        sandbox = try Sandbox(account)
        context = try Context(in: sandbox, dockerfile: "COPY hello /\nRUN echo made > /made\nENV A=b\n")
    }

    private func arguments(_ name: String) -> [String] {
        context.arguments + [
            "--opt", "build-arg:SOURCE_DATE_EPOCH=1700000000", "--metadata-file", "\(sandbox.home)/\(name).json",
            "--output", "type=oci,rewrite-timestamp=true,dest=\(sandbox.home)/\(name).tar",
        ]
    }

    /// The stock script where the user of the test can read it.
    func install(_ script: String) throws -> String {
        try Files.copy(script, to: "\(sandbox.path)/stock.sh")
        return "\(sandbox.path)/stock.sh"
    }

    /// The digest of the image that a command with the arguments of `buildctl build` makes.
    func digest(of words: [String], state: String) throws -> String {
        let run = try sandbox.start(
            words + arguments(state), adding: ["BUILDKITD_FLAGS": "--root=\(sandbox.state)-\(state)"])
        #expect(try run.wait() == .exited(0), "\(run.error)")
        return try digest(state)
    }

    /// The same by a daemon and a client without any runner.
    func withDaemonOfItsOwn() throws -> String {
        let address = "unix://\(sandbox.runtime)/plain.sock"
        let rootlesskit = if case .rootless = sandbox.account { [try Tools.require("rootlesskit")] } else { [String]() }
        let daemon = try sandbox.start(
            rootlesskit + [try Tools.require("buildkitd"), "--root=\(sandbox.state)-plain", "--addr=\(address)"])
        try eventually("buildkitd listens") { LocalMachine.listens(onSocket: "\(sandbox.runtime)/plain.sock") }
        let run = try sandbox.start(
            [try Tools.require("buildctl"), "--addr=\(address)", "build"] + arguments("plain"))
        #expect(try run.wait() == .exited(0), "\(run.error)")
        daemon.signal(SIGTERM)
        try daemon.wait()
        return try digest("plain")
    }

    private func digest(_ name: String) throws -> String {
        let metadata = try Files.read("\(sandbox.home)/\(name).json")
        let key = try #require(metadata.firstRange(of: "\"containerimage.digest\": \""))
        let digest = String(metadata[key.upperBound...].prefix { $0 != "\"" })
        #expect(digest.hasPrefix("sha256:"))
        return digest
    }
}
