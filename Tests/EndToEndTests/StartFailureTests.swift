import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// A buildkitd that does not come up: the cause and the remedy are told, at once.
    @Suite struct StartFailure {
        @Test(.needsRoot) func unknownFlagAsRoot() throws { try unknownFlag(as: .root) }

        @Test(.needsRootless) func unknownFlagRootless() throws { try unknownFlag(as: .ordinary()) }

        private func unknownFlag(as account: Account) throws {
            let report = try failedStart(as: account, adding: { _ in ["BUILDKITD_FLAGS": "--no-such-flag"] })
            #expect(report.contains("buildkitd: flag provided but not defined: -no-such-flag"), "\(report)")
            #expect(report.contains("remedy: correct the option, or take it out of BUILDKITD_FLAGS"), "\(report)")
            // The one line that tells it, and not the sixty of the usage text.
            #expect(!report.contains("GLOBAL OPTIONS"))
            #expect(report.split(separator: "\n").count < 10, "\(report)")
        }

        @Test(.needsRoot) func badConfigurationAsRoot() throws { try badConfiguration(as: .root) }

        @Test(.needsRootless) func badConfigurationRootless() throws { try badConfiguration(as: .ordinary()) }

        private func badConfiguration(as account: Account) throws {
            let report = try failedStart(as: account) { sandbox in
                try Files.write("[worker.oci]\n  enabled = = true\n", to: "\(sandbox.path)/bad.toml")
                return ["BUILDKITD_FLAGS": "--config \(sandbox.path)/bad.toml"]
            }
            #expect(report.contains("cause: buildkitd's configuration file is not valid TOML"), "\(report)")
        }

        @Test(.needsRoot) func missingRuncAsRoot() throws { try missingRunc(as: .root) }

        @Test(.needsRootless) func missingRuncRootless() throws { try missingRunc(as: .ordinary()) }

        private func missingRunc(as account: Account) throws {
            let report = try failedStart(as: account) { sandbox in
                let directory = "\(sandbox.path)/bin"
                try FileTree.makeDirectories(directory)
                _ = chmod(directory, 0o755)
                for name in ["buildkitd", "buildctl", "rootlesskit", "newuidmap", "newgidmap"] {
                    if let tool = Tools.find(name) { _ = symlink(tool, "\(directory)/\(name)") }
                }
                return ["PATH": directory]
            }
            #expect(report.contains("cause: no worker could be started: as a rule runc is missing"), "\(report)")
            #expect(report.contains("remedy: install runc and see that it is on PATH"), "\(report)")
        }

        /// buildkitd itself takes it for an empty file.
        @Test func missingConfigurationFile() throws {
            let sandbox = try Sandbox(Tools.isRoot ? .root : .ordinary())
            let run = try sandbox.build([], adding: ["BUILDKITD_FLAGS": "--config /nowhere/buildkitd.toml"])
            #expect(try run.wait() == .exited(78))
            #expect(run.error.contains("\"/nowhere/buildkitd.toml\", which does not exist"), "\(run.error)")
        }

        /// A daemon that does not honour the lock's advance notice: it is locked by somebody who is no runner.
        @Test(.needsRoot) func lockedState() throws {
            let sandbox = try Sandbox(.root)
            let other = try sandbox.start([
                try Tools.require("buildkitd"), "--root=\(sandbox.state)",
                "--addr=unix://\(sandbox.runtime)/other.sock",
            ])
            try eventually("the other daemon listens") {
                LocalMachine.listens(onSocket: "\(sandbox.runtime)/other.sock")
            }
            let run = try sandbox.build([])
            #expect(try run.wait() == .exited(69))
            #expect(run.error.contains("is in use by process \(other.pid)"), "\(run.error)")
            #expect(run.error.contains("Give each concurrent run its own, such as --state-dir"), "\(run.error)")
            other.signal(SIGTERM)
            try other.wait()
            sandbox.expectNothingLeft()
        }

        private func failedStart(
            as account: Account, adding additions: (Sandbox) throws -> [String: String]
        ) throws -> String {
            let sandbox = try Sandbox(account)
            let run = try sandbox.build(["--frontend", "dockerfile.v0"], adding: try additions(sandbox))
            let began = monotonicNow()
            #expect(try run.wait() == .exited(69), "\(run.error)")
            // The stock script takes 2.4 s.
            #expect(monotonicNow() - began < .seconds(2))
            #expect(run.error.contains("ended before it was ready: exit code 1"), "\(run.error)")
            sandbox.expectNothingLeft()
            return run.error
        }
    }
}
