import BuildKit

/// A plan in words, for `--explain`. Nothing secret is in it.
struct Explanation {
    let plan: RunPlan
    let mask: SecretMask
    /// What else was decided, and why.
    var further: [(String, String)] = []

    /// One fact a line: `name: value`, in an order that does not change.
    var text: String {
        (facts + further).map { name, value in
            name + ":" + String(repeating: " ", count: max(1, 16 - name.count)) + mask.masked(value) + "\n"
        }.joined()
    }

    private var facts: [(String, String)] {
        var facts: [(String, String)] = []
        var address: String?
        switch plan.builder {
        case .own(let daemon):
            let directory = "\(daemon.runDirectoryParent)/\(RunDirectoryChoice.prefix)XXXXXX"
            address = "unix://\(directory)/\(RunDirectoryChoice.socketName)"
            facts = [("builder", "a daemon of this run, since \(plan.reason)")] + self.facts(daemon, directory, address)
        case .existing(let existing, let probe):
            address = existing
            facts = [("builder", "\(existing), since \(plan.reason)"), ("probe", words(probe))]
        case .none:
            facts = [("builder", "none, since \(plan.reason)")]
        }
        for client in plan.clients {
            facts.append(
                ("client", words(.init(path: client.command.path, arguments: client.arguments(for: address)))))
            if let address { facts.append(("client sets", "BUILDKIT_HOST=\(address)")) }
        }
        if plan.builder != .none {
            facts += [("ready timeout", "\(plan.readyTimeout)"), ("stop timeout", "\(plan.stopTimeout)")]
        }
        return facts
    }

    private func facts(_ daemon: RunPlan.OwnDaemon, _ directory: String, _ address: String?) -> [(String, String)] {
        var command = daemon.command
        if daemon.stateNeedsFlag { command.arguments.append("--root=\(daemon.stateDirectory)") }
        if let address { command.arguments.append("--addr=\(address)") }
        let chosen = daemon.stateIsChosen ? "" : " (or a private one, if it is in use)"
        var facts = [
            ("daemon", words(command)),
            ("run directory", "\(directory) (removed at the end)"),
            ("state directory", daemon.stateDirectory + chosen),
            ("daemon log", plan.daemonLog ?? "\(directory)/buildkitd.log"),
        ]
        var variables = daemon.environment
        variables["NOTIFY_SOCKET"] = "\(directory)/notify.sock"
        if daemon.keepsTemporaryFiles { variables["TMPDIR"] = directory }
        switch daemon.runtimeDirectory {
        case .notNeeded, .existing: break
        case .toBeMade(let path): variables["XDG_RUNTIME_DIR"] = "\(path) (made, and removed at the end)"
        case .privateToRun: variables["XDG_RUNTIME_DIR"] = "\(directory)/xdg"
        }
        facts += variables.sorted { $0.key < $1.key }.map { ("daemon sets", "\($0.key)=\($0.value)") }
        return facts
    }

    private func words(_ probe: RunPlan.Probe) -> String {
        switch probe {
        case .socket: "its first words on the socket"
        case .client(let command): words(command)
        }
    }

    /// A command line that a shell would take.
    private func words(_ command: RunPlan.Command) -> String {
        ([command.path] + command.arguments.dropFirst()).map { ShellWords.quoted(mask.masked($0)) }.joined(
            separator: " ")
    }
}
