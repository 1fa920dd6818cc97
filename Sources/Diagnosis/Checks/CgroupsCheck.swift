extension HostCheck {
    /// runc puts the processes of each step into a cgroup. Under RootlessKit it goes on without.
    static let cgroups = HostCheck(id: "cgroups", title: "cgroups") { facts in
        guard facts.isOwnDaemon else { return nil }
        guard let mounts = facts.mounts.value else {
            return .unknown("which cgroups there are", because: facts.mounts.reason ?? "the mounts are not known")
        }
        let found = mounts.mounts.filter { $0.type == "cgroup2" || $0.type == "cgroup" }
        let version = found.contains { $0.type == "cgroup" } ? "v1" : "v2"
        if found.isEmpty {
            guard facts.user.isRoot else { return .ok("none is mounted, and rootless builds do without") }
            return .warning(
                "no cgroup file system is mounted", why: "runc puts the processes of each RUN step into a cgroup",
                remedy: "run the container privileged, or use the moby/buildkit rootless image as uid 1000")
        }
        let isClosed = found.allSatisfy(\.isReadOnly)
        guard isClosed && facts.user.isRoot else {
            let delegation: String =
                switch facts.cgroupIsDelegated {
                case .value(true): ", delegated to this user"
                case .value(false): ", not delegated to this user, which rootless builds do without"
                case .absent, .unknown: ""
                }
            return .ok("\(version)\(isClosed ? ", read-only, which rootless builds do with" : delegation)")
        }
        return .warning(
            "the cgroup file systems (\(version)) are mounted read-only",
            why: "runc puts the processes of each RUN step into a cgroup, and cannot make one",
            remedy: "run the container privileged, or use the moby/buildkit rootless image as uid 1000")
    }
}
