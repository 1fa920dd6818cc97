import BuildKit
import Glibc
import LinuxProcess
import Supervision

/// Carries a plan out.
struct Execution {
    let plan: RunPlan
    /// That of this process.
    let environment: [String: String]
    /// Takes what the clients print and judges their ends; without one they print where this process does.
    var follower: BuildFollower?

    private var mask: SecretMask { SecretMask(environment: environment) }

    /// - Returns: the code to exit with.
    func run() throws(PlanError) -> Int32 {
        switch plan.builder {
        case .own(let daemon): try run(with: daemon)
        case .existing(let address, let probe): try run(at: address, probe)
        case .none: try loop(makeRun(.none, address: nil), words(address: nil))
        }
    }

    private func run(at address: String, _ probe: RunPlan.Probe) throws(PlanError) -> Int32 {
        var run = makeRun(.existing, address: address)
        switch probe {
        case .socket(let socket):
            run.probe = .socket(socket)
        case .client(let command):
            run.probe = .client(spawnRequest(command, changing: [:])) { ProbeFailure(clientOutput: $0) }
        }
        return try loop(run, words(address: address))
    }

    private func run(with daemon: RunPlan.OwnDaemon) throws(PlanError) -> Int32 {
        StopSignals.hold()
        let state = try StateClaim(for: daemon)
        let directory: RunDirectory
        do throws(SystemError) { directory = try RunDirectory(for: daemon) } catch {
            throw PlanError(code: .configuration, message: "\(error); set TMPDIR to a directory that can be written to")
        }
        defer {
            directory.remove()
            if state.isPrivate { removeTree(state.directory, by: daemon.removal) }
        }
        var command = daemon.command
        if state.needsFlag { command.arguments.append("--root=\(state.directory)") }
        command.arguments.append("--addr=\(directory.address)")
        var additions = daemon.environment
        additions["NOTIFY_SOCKET"] = directory.notifyPath
        additions[RunnerVariable.xdgRuntimeDir.rawValue] = directory.runtimeDirectory
        if daemon.keepsTemporaryFiles { additions[RunnerVariable.temporaryDirectory.rawValue] = directory.path }

        var run = makeRun(.own, address: directory.address)
        run.daemon = spawnRequest(command, changing: additions)
        run.probe = .socket(.unix(path: directory.socketPath))
        run.notifyPath = directory.notifyPath
        let logPath = plan.daemonLog ?? directory.logPath
        run.logFile = open(logPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard run.logFile >= 0 else {
            throw PlanError(
                code: .configuration,
                message: "--daemon-log \"\(logPath)\": \(SystemError.text(of: errno)); name a file that can be written")
        }
        defer { _ = close(run.logFile) }
        if let note = state.note, !plan.quiet { say(note) }
        // A rootless daemon's mounts end with its namespace; the records of its containers do not.
        let leftovers = DaemonLeftovers(
            stateDirectory: state.directory, runcDirectory: "\(directory.runtimeDirectory ?? "/run")/runc")
        // Even after an orderly end: others may have signalled runc and its container at the same moment.
        defer { leftovers.remove() }
        return try loop(run, words(address: directory.address, daemon: daemon))
    }

    private func loop(_ run: Run, _ words: NoticeText) throws(PlanError) -> Int32 {
        defer { for file in run.clients.compactMap(\.output) { _ = close(file) } }
        do throws(SystemError) {
            let quiet = plan.quiet
            var observer = RunObserver { notice, log in
                if notice != .ready || !quiet { writeToStandardError(words.text(notice, daemonLog: log)) }
            }
            follower?.follow(by: &observer)
            return try EventLoop(run, observer: observer).runToEnd()
        } catch {
            throw PlanError(code: .operatingSystem, message: "\(error)")
        }
    }

    private func makeRun(_ builder: Supervisor.Builder, address: String?) -> Run {
        var run = Run(
            builder: builder, limits: .init(readiness: plan.readyTimeout.duration, stop: plan.stopTimeout.duration))
        run.clients = plan.clients.map { client in
            var changes = client.environment
            if let address { changes[RunnerVariable.buildkitHost.rawValue] = .some(address) }
            var request = spawnRequest(
                .init(path: client.command.path, arguments: client.arguments(for: address)), changing: changes)
            // In a private directory: where it cannot be made, nothing can, and what is printed goes where ours does.
            let file = client.outputFile.map { open($0, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600) } ?? -1
            if file >= 0 { request.output = file }
            return request
        }
        return run
    }

    /// A process with the environment of this one. A NOTIFY_SOCKET of ours is for us to answer.
    private func spawnRequest(_ command: RunPlan.Command, changing changes: [String: String?]) -> SpawnRequest {
        var environment = environment
        environment["NOTIFY_SOCKET"] = nil
        for (name, value) in changes { environment[name] = value }
        return SpawnRequest(
            path: command.path, arguments: command.arguments,
            environment: environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    }

    private func words(address: String?, daemon: RunPlan.OwnDaemon? = nil) -> NoticeText {
        NoticeText(
            started: monotonicNow(), address: address, daemonPath: daemon?.command.path,
            clientPath: plan.clients.first?.command.path,
            mask: mask)
    }

    private func removeTree(_ path: String, by removal: RunPlan.Command?) {
        if var command = removal {
            command.arguments.append(path)
            Subprocess.runToEnd(spawnRequest(command, changing: [:]))
        }
        FileTree.remove(path)
    }

    private func say(_ text: String) { writeToStandardError("buildkit-run: \(mask.masked(text))\n") }
}
