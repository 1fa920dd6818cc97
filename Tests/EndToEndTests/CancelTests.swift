import Glibc
import LinuxProcess
import Supervision
import Testing

extension EndToEnd {
    /// Runs that are ended while a RUN step is being executed.
    @Suite struct Cancel {
        // MARK: SIGTERM to the runner alone

        @Test(.needsRoot) func terminateRunnerAsRoot() throws { try terminateRunner(as: .root) }

        @Test(.needsRootless) func terminateRunnerRootless() throws { try terminateRunner(as: .ordinary()) }

        private func terminateRunner(as account: Account) throws {
            var times: [Int] = []
            // The others that use the machine can make one take longer; never all three.
            repeat {
                let build = try EndlessBuild(account)
                let began = monotonicNow()
                build.run.signal(SIGTERM)
                #expect(try build.run.wait() == .exited(128 + SIGTERM), "\(build.run.error)")
                times.append((monotonicNow() - began).milliseconds)
                // At that very moment, without any patience.
                build.expectNothingLeft()
            } while times.count < 3 && times.allSatisfy { $0 >= 500 }
            print("SIGTERM to the runner alone, mid-RUN, \(account.testDescription): ended after \(times) ms")
            #expect((times.min() ?? .max) < 500)
        }

        // MARK: SIGTERM to everyone

        @Test(.needsRoot) func terminateEveryoneAsRoot() throws { try terminateEveryone(as: .root) }

        @Test(.needsRootless) func terminateEveryoneRootless() throws { try terminateEveryone(as: .ordinary()) }

        /// As GitLab's helper does in a container: every process, the highest id first.
        private func terminateEveryone(as account: Account) throws {
            let build = try EndlessBuild(account)
            let began = monotonicNow()
            for process in build.processes().sorted(by: { $0.pid > $1.pid }) { _ = kill(process.pid, SIGTERM) }
            let status = try build.run.wait()
            print(
                "SIGTERM to everyone, mid-RUN, \(account.testDescription): ended after \((monotonicNow() - began).milliseconds) ms"
            )
            // The client may have ended, as a failed build, before our own signal came.
            #expect([.exited(128 + SIGTERM), .exited(1)].contains(status), "\(build.run.error)")
            build.expectNothingLeft()
        }

        // MARK: SIGKILL of the runner

        @Test(.needsRoot) func killRunnerAsRoot() throws { try killRunner(as: .root) }

        @Test(.needsRootless) func killRunnerRootless() throws { try killRunner(as: .ordinary()) }

        /// It can do nothing any more; the kernel asks the daemon and the client to stop.
        private func killRunner(as account: Account) throws {
            let build = try EndlessBuild(account)
            build.run.signal(SIGKILL)
            #expect(try build.run.wait() == .signalled(SIGKILL))
            let began = monotonicNow()
            try eventually("daemon, client and container have ended", within: .seconds(5)) { build.processes().isEmpty }
            print(
                "SIGKILL of the runner, \(account.testDescription): all ended after \((monotonicNow() - began).milliseconds) ms"
            )
            build.expectContainersGone()
            #expect(build.sandbox.mounts() == [])
        }

        // MARK: The daemon dies

        @Test(.needsRoot) func daemonKilledAsRoot() throws { try daemonKilled(as: .root, victim: "buildkitd") }

        @Test(.needsRootless) func daemonKilledRootless() throws {
            try daemonKilled(as: .ordinary(), victim: "buildkitd")
        }

        @Test(.needsRootless) func rootlesskitKilled() throws {
            try daemonKilled(as: .ordinary(), victim: "rootlesskit")
        }

        private func daemonKilled(as account: Account, victim: String) throws {
            let build = try EndlessBuild(account)
            let daemons = build.processes().filter { $0.command.first?.hasSuffix(victim) == true }
            let daemon = try #require(daemons.map(\.pid).min())
            let began = monotonicNow()
            _ = kill(daemon, SIGKILL)
            #expect(try build.run.wait() == .exited(69), "\(build.run.error)")
            print(
                "\(victim) killed mid-RUN, \(account.testDescription): 69 after \((monotonicNow() - began).milliseconds) ms"
            )
            let report = build.run.error
            #expect(report.contains("ended while buildctl was running"), "\(report)")
            #expect(report.contains("the last of its log:"), "\(report)")
            build.expectNothingLeft()
        }
    }
}

/// A build by the runner that is in the middle of a RUN step.
private final class EndlessBuild {
    let sandbox: Sandbox
    let run: RunningProcess
    private let marker: String
    /// What runc and the kernel have of its container.
    private let containers: [String]

    init(_ account: Account) throws {
        let sandbox = try Sandbox(account)
        let (context, marker) = try Context.endless(in: sandbox)
        let run = try sandbox.build(context.arguments)
        try eventually("both processes of the RUN step") {
            guard !run.hasEnded else { throw TimedOut(description: "the build has ended: \(run.error)") }
            return ProcessRecord.all(mentioning: marker).filter { $0.command == ["sleep", marker] }.count == 2
        }
        (self.sandbox, self.run, self.marker) = (sandbox, run, marker)
        let executor = "\(sandbox.state)/runc-overlayfs/executor"
        let runc = if case .root = account { "/run/runc" } else { "\(sandbox.runtime)/runc" }
        let ids = FileTree.names(in: executor).filter { Files.exists("\(runc)/\($0)") }
        let hierarchies = FileTree.names(in: "/sys/fs/cgroup").map { "/sys/fs/cgroup/\($0)" } + ["/sys/fs/cgroup"]
        containers = ids.flatMap { id in
            (["\(runc)/\(id)"] + hierarchies.map { "\($0)/buildkit/\(id)" }).filter { Files.exists($0) }
        }
        // What is to be gone at the end has to be there now, or its absence would say nothing.
        #expect(ids.count == 1)
        #expect(!containers.isEmpty)
        if case .root = account {
            #expect(containers.contains { $0.hasPrefix("/sys/fs/cgroup/") })
            #expect(!sandbox.mounts().isEmpty)
        }
        #expect(!sandbox.temporaryFiles().isEmpty)
    }

    deinit {
        // What a failed test has left.
        for process in ProcessRecord.all(mentioning: marker) { _ = kill(process.pid, SIGKILL) }
    }

    /// Those of the run and of its container.
    func processes() -> [ProcessRecord] {
        var found: [ProcessID: ProcessRecord] = [:]
        for process in sandbox.survivors() + ProcessRecord.all(mentioning: marker) { found[process.pid] = process }
        return found.values.sorted { $0.pid < $1.pid }
    }

    func expectContainersGone(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(containers.filter { Files.exists($0) } == [], sourceLocation: sourceLocation)
    }

    func expectNothingLeft(sourceLocation: SourceLocation = #_sourceLocation) {
        sandbox.expectNothingLeft(of: marker, sourceLocation: sourceLocation)
        expectContainersGone(sourceLocation: sourceLocation)
    }
}
