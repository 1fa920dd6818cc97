import BuildKit

extension HostCheck {
    static let stateDirectory = HostCheck(id: "state-directory", title: "the daemon's state directory") { facts in
        guard facts.isOwnDaemon else { return nil }
        let state = facts.state
        if !state.isWritable {
            return .problem(
                "\(state.existing) cannot be written to, so that the state directory \(state.path) cannot be used",
                why: "the daemon keeps layers and cache there",
                remedy: "name another by --state-dir, or chown it to the user of the job", outcome: .configuration)
        }
        guard let mount = state.mount else {
            return .unknown("the file system of \(state.path)", because: facts.mounts.reason ?? "no mount has it")
        }
        let flags = mount.options.filter { ["nosuid", "nodev"].contains($0) }
        if facts.isRootless && !flags.isEmpty {
            return .warning(
                "\(state.path) is on \(mount.point), which is mounted \(flags.joined(separator: ","))",
                mayLeadTo: "bind-mount")
        }
        return .ok("\(state.path), on \(mount.type) at \(mount.point)")
    }
}
