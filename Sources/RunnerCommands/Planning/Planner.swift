import BuildKit
import LinuxProcess

/// Decides what a run will do. Looks at the machine, changes nothing.
struct Planner {
    let settings: RunSettings
    let environment: [String: String]
    let machine: Machine
    private let programs: ProgramSearch

    init(settings: RunSettings, environment: [String: String], machine: Machine) {
        self.settings = settings
        self.environment = environment
        self.machine = machine
        programs = ProgramSearch(machine: machine, environment: environment)
    }

    /// - Throws: `PlanError` for whatever would make the run fail anyway.
    func plan(_ task: RunTask) throws(PlanError) -> RunPlan {
        var plan = RunPlan(
            builder: .none, reason: "", readyTimeout: settings.readyTimeout, stopTimeout: settings.stopTimeout,
            daemonLog: settings.daemonLog.map(absolute), quiet: settings.quiet)
        var connectionFlags = settings.tlsFlags
        var statedAddress: String?
        switch task {
        case .client(let arguments):
            let buildctl = try buildctl()
            let parsed = BuildctlArguments(arguments)
            if parsed.asksForHelp {
                plan.clients = [client(buildctl, arguments)]
                plan.reason = "help needs no builder"
                return plan
            }
            statedAddress = parsed.address
            connectionFlags += parsed.connectionFlags
            var client = client(buildctl, settings.tlsFlags + arguments)
            client.addressPosition = parsed.address == nil ? buildctl.arguments.count : nil
            plan.clients = [client]
        case .builds(let calls):
            let buildctl = try buildctl()
            plan.clients = calls.map { call in
                var client = client(buildctl, settings.tlsFlags + call.arguments)
                client.addressPosition = buildctl.arguments.count
                client.environment = call.environment
                client.outputFile = call.outputFile
                return client
            }
        case .command(let words):
            plan.clients = [RunPlan.Client(command: try command(words))]
        case .wait:
            break
        }
        let choice = BuilderChoice(
            stated: statedAddress, settings: settings, environment: environment, machine: machine)
        switch try choice.address(mayStartOwn: task != .wait) {
        case .existing(let address, let reason):
            plan.builder = .existing(address: address, probe: try probe(address, connectionFlags))
            plan.reason = reason
        case .own(let reason):
            plan.builder = .own(
                try DaemonPlanner(settings: settings, environment: environment, machine: machine, programs: programs)
                    .plan())
            plan.reason = reason
        }
        return plan
    }

    private func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(machine.currentDirectory())/\(path)"
    }

    private func client(_ program: RunPlan.Command, _ arguments: [String]) -> RunPlan.Client {
        RunPlan.Client(command: .init(path: program.path, arguments: program.arguments + arguments))
    }

    private func buildctl() throws(PlanError) -> RunPlan.Command {
        try command(try programs.words(of: .buildctl, in: environment, default: "buildctl"))
    }

    private func command(_ words: [String]) throws(PlanError) -> RunPlan.Command {
        switch programs.find(words[0]) {
        case .found(let path):
            return RunPlan.Command(path: path, arguments: words)
        case .notExecutable(let path):
            throw PlanError(code: .notExecutable, message: "\(path) is not executable")
        case .notFound:
            let hint = words[0] == "buildctl" ? "; it is part of the moby/buildkit image, or set BUILDCTL" : ""
            throw PlanError(code: .notFound, message: "\(words[0]): not found on PATH\(hint)")
        }
    }

    // MARK: A builder that runs already

    private func probe(_ address: String, _ connectionFlags: [String]) throws(PlanError) -> RunPlan.Probe {
        let parsed: BuilderAddress
        do { parsed = try BuilderAddress(address) } catch {
            throw PlanError(code: .configuration, message: error.description)
        }
        switch parsed {
        case .unix(let path):
            return .socket(.unix(path: path))
        case .tcp(let host, let port) where connectionFlags.isEmpty:
            if let literal = SocketAddress.isLiteral(host)
                ? host : HostsFile(machine.contents("/etc/hosts") ?? "").address(of: host)
            {
                return .socket(.internet(host: literal, port: port))
            }
        case .tcp, .helper:
            break
        }
        // Names are for the client to look up, and TLS for it to speak.
        var command = try buildctl()
        command.arguments += ["--addr=\(address)"] + connectionFlags + ["debug", "info"]
        return .client(command)
    }
}
