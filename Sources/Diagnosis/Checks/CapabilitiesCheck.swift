extension HostCheck {
    /// What the daemon needs as root, and newuidmap and newgidmap otherwise.
    static let capabilities = HostCheck(id: "capabilities", title: "capabilities") { facts in
        guard facts.isOwnDaemon else { return nil }
        let (set, needed): (UInt64?, [ProcessStatus.Capability]) =
            facts.user.isRoot
            ? (facts.status.value?.effectiveCapabilities, [.sysAdmin])
            : (facts.status.value?.boundingCapabilities, [.setuid, .setgid])
        guard let set else {
            return .unknown("which capabilities there are", because: facts.status.reason ?? "the kernel does not tell")
        }
        let missing = needed.filter { !ProcessStatus.has($0, in: set) }.map(\.name)
        if missing.isEmpty { return .ok("\(needed.map(\.name).joined(separator: ", ")) can be had") }
        let what = "\(missing.joined(separator: " and ")) cannot be had here"
        return .problem(what, leadsTo: facts.user.isRoot ? "bind-mount" : "no-new-privileges")
    }
}
