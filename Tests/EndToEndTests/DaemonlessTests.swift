import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// Builds with a daemon of their own.
    @Suite struct Daemonless {
        @Test(.needsRoot) func asRoot() throws { try build(as: .root) }

        @Test(.needsRootless) func rootless() throws { try build(as: .ordinary()) }

        private func build(as account: Account) throws {
            let sandbox = try Sandbox(account)
            let context = try Context(in: sandbox, dockerfile: "COPY hello /\nRUN cat /hello && echo under-$((40+2))\n")
            let run = try sandbox.build(context.arguments)
            #expect(try run.wait() == .exited(0), "\(run.error)")
            #expect(run.error.contains("under-42"))
            #expect(run.error.contains("buildkit-run: buildkitd is ready ("))
            #expect(run.output == "")
            sandbox.expectNothingLeft()
        }

        @Test(.needsRoot) func failsAsRoot() throws { try fail(as: .root) }

        @Test(.needsRootless) func failsRootless() throws { try fail(as: .ordinary()) }

        /// A broken Dockerfile is the client's to report, with its own exit code.
        private func fail(as account: Account) throws {
            let sandbox = try Sandbox(account)
            let context = try Context(in: sandbox, dockerfile: "RUN exit 42\n")
            let run = try sandbox.build(context.arguments)
            #expect(try run.wait() == .exited(1), "\(run.error)")
            #expect(run.error.contains("exit code: 42"))
            #expect(!run.error.contains("the last of its log"))
            sandbox.expectNothingLeft()
        }

        /// What is set in a user's environment is not what a job in an image with another user finds.
        @Test(.needsRootless) func rootlessWithoutRuntimeDirectoryAndUser() throws {
            let sandbox = try Sandbox(.ordinary())
            let context = try Context(in: sandbox, dockerfile: "RUN true\n")
            let run = try sandbox.build(
                context.arguments, adding: ["XDG_RUNTIME_DIR": "\(sandbox.path)/home/run/user", "USER": ""])
            #expect(try run.wait() == .exited(0), "\(run.error)")
            #expect(!Files.exists("\(sandbox.path)/home/run"))
            sandbox.expectNothingLeft()
        }

        @Test(.needsRoot) func execAsRoot() throws { try execute(as: .root) }

        @Test(.needsRootless) func execRootless() throws { try execute(as: .ordinary()) }

        /// One daemon for a script with two builds; the second finds the first one's steps in the cache.
        private func execute(as account: Account) throws {
            let sandbox = try Sandbox(account)
            let context = try Context(in: sandbox, dockerfile: "RUN echo under-$((40+2))\n")
            let build = "buildctl build \(context.arguments.joined(separator: " "))"
            let script = "echo \"$BUILDKIT_HOST\"; \(build) && \(build) && exit 7"
            let run = try sandbox.run(["exec", "--state-dir", sandbox.state, "--", "sh", "-c", script])
            #expect(try run.wait() == .exited(7), "\(run.error)")
            #expect(run.output.hasPrefix("unix://\(sandbox.temporary)/"))
            #expect(run.error.components(of: "under-42") == 1, "\(run.error)")
            #expect(run.error.contains("CACHED"))
            sandbox.expectNothingLeft()
        }
    }
}

extension String {
    /// How often a text occurs.
    func components(of text: String) -> Int { ranges(of: text).count }
}
