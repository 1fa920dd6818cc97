import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// Two runs at once never share a daemon by accident.
    @Suite struct SideBySide {
        @Test(.needsRootless) func defaultStateRootless() throws { try defaultState(as: .ordinary(), prefix: []) }

        /// In a mount namespace in which /var/lib and /run are the test's own.
        @Test(.needsRoot, .needs("unshare", "mount")) func defaultStateAsRoot() throws {
            let script = """
                for directory in /var/lib /run; do
                  mkdir -p "$1$directory" && mount --bind "$1$directory" "$directory" || exit 99
                done
                shift; exec "$@"
                """
            try defaultState(as: .root) { sandbox in
                [
                    try Tools.require("unshare"), "--mount", try Tools.require("sh"), "-c", script, "sh", sandbox.home,
                ]
            }
        }

        private func defaultState(as account: Account, prefix: [String]) throws {
            try defaultState(as: account) { _ in prefix }
        }

        /// The second run finds the default state directory in use and takes a private one.
        private func defaultState(as account: Account, prefix: (Sandbox) throws -> [String]) throws {
            let sandbox = try Sandbox(account)
            let context = try Context(in: sandbox, dockerfile: "RUN echo under-$((40+2))\n")
            let build = context.arguments.joined(separator: " ")
            let (runner, signal) = (try #require(Runner.current).path, "\(sandbox.home)/second")
            // The first holds its daemon while all of the second passes, and builds after that.
            let second = "\(runner) exec -- sh -c 'echo second $BUILDKIT_HOST; buildctl build \(build)'"
            let first = """
                echo first $BUILDKIT_HOST
                env -u BUILDKIT_HOST \(second) 2> \(signal); echo second ended with $?
                buildctl build \(build); echo built $?
                """
            let run = try sandbox.start(try prefix(sandbox) + [runner, "exec", "--", "sh", "-c", first])
            #expect(try run.wait() == .exited(0), "\(run.error)")
            let lines = run.output.split(separator: "\n")
            #expect(lines.suffix(2) == ["second ended with 0", "built 0"], "\(run.output) \(run.error)")
            let hosts = lines.filter { $0.contains("unix://") }.compactMap { $0.split(separator: " ").last }
            #expect(Set(hosts).count == 2, "\(run.output)")
            let report = try Files.read(signal)
            #expect(report.contains("is in use by "), "\(report)")
            #expect(report.contains("this run uses an empty one of its own"), "\(report)")
            #expect(report.contains("under-42"), "the second run has nothing of the first one's cache")
            #expect(run.error.contains("under-42"), "the first run has nothing of the second one's cache")
            sandbox.expectNothingLeft()
            let state = if case .root = account { "\(sandbox.home)/var/lib" } else { "\(sandbox.home)/.local/share" }
            #expect(FileTree.names(in: "\(state)/buildkit").contains("cache.db"))
            #expect(!FileTree.names(in: "\(state)/buildkit").contains { $0.hasPrefix("buildkit-run.") })
        }

        @Test(.needsRoot) func chosenStateAsRoot() throws { try chosenState(as: .root) }

        @Test(.needsRootless) func chosenStateRootless() throws { try chosenState(as: .ordinary()) }

        /// Two runs with directories of their own go on at the same time; a third that wants one in use is told so.
        private func chosenState(as account: Account) throws {
            let sandbox = try Sandbox(account)
            let (context, marker) = try Context.endless(in: sandbox)
            let first = try sandbox.build(context.arguments)
            let second = try sandbox.run(["--state-dir", "\(sandbox.state)-2", "build"] + context.arguments)
            try eventually("the RUN steps of both") {
                guard !first.hasEnded && !second.hasEnded else {
                    throw TimedOut(description: "a build has ended: \(first.error) \(second.error)")
                }
                return ProcessRecord.all(mentioning: marker).filter { $0.command == ["sleep", marker] }.count == 4
            }
            let third = try sandbox.build(context.arguments)
            #expect(try third.wait() == .exited(69))
            #expect(
                third.error.contains("state directory \"\(sandbox.state)\" is in use by "),
                "\(third.error)")
            #expect(third.error.contains("--state-dir \"\(sandbox.state)-$CI_CONCURRENT_ID\""), "\(third.error)")
            // The end of one is nothing to the other.
            first.signal(SIGTERM)
            #expect(try first.wait() == .exited(128 + SIGTERM), "\(first.error)")
            #expect(ProcessRecord.all(mentioning: marker).filter { $0.command == ["sleep", marker] }.count == 2)
            second.signal(SIGTERM)
            #expect(try second.wait() == .exited(128 + SIGTERM), "\(second.error)")
            sandbox.expectNothingLeft(of: marker)
        }
    }
}
