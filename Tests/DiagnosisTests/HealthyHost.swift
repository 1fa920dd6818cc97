import BuildKit
import Diagnosis

extension HostFacts {
    /// A rootless job in a container where everything is as it should be, with what a test changes.
    static func healthy(_ change: (inout HostFacts) -> Void = { _ in }) -> HostFacts {
        var facts = HostFacts(
            user: User(id: 1000, group: 1000, name: "user"),
            state: StateDirectory(
                path: "/home/user/.local/share/buildkit", existing: "/home/user/.local/share/buildkit",
                isWritable: true, mount: mount(type: "ext4", options: "rw,relatime"), freeSpace: 20 << 30,
                freeInodes: 1_000_000, isLocked: false),
            kernelRelease: "6.8.0-45-generic",
            emulation: Emulation(machine: "x86_64", handlers: .value([]), bundled: []))
        (facts.executor, facts.executorReason) = (.docker, "/.dockerenv exists")
        (facts.subordinateUserIDs, facts.subordinateGroupIDs) = (.value(65536), .value(65536))
        facts.newuidmap = .value(tool("newuidmap"))
        facts.newgidmap = .value(tool("newgidmap"))
        facts.status = .value(
            ProcessStatus("NoNewPrivs:\t0\nSeccomp:\t0\nCapEff:\t0\nCapBnd:\t000001ffffffffff\n"))
        facts.trial = .value(NamespaceTrial(userNamespace: 0, mount: 0, proc: 0))
        facts.mounts = .value(
            MountTable(
                """
                20 1 0:5 / /proc rw,nosuid - proc proc rw
                21 1 8:1 / / rw,relatime - overlay overlay rw
                22 1 0:6 / /sys/fs/cgroup rw - cgroup2 cgroup rw
                """))
        facts.sysctls = ["user.max_user_namespaces": .value(28633), "kernel.unprivileged_userns_clone": .absent]
        facts.memory = .value(Memory(limit: nil, total: 16 << 30))
        for name in ["buildctl", "buildkitd", "rootlesskit", "runc"] {
            facts.programs[name] = .value(Program(path: "/usr/bin/\(name)", version: "1.0"))
        }
        change(&facts)
        return facts
    }

    static func mount(type: String, options: String, at point: String = "/home/user/.local/share/buildkit")
        -> MountTable.Mount?
    {
        MountTable("30 1 8:2 / \(point) \(options) - \(type) x rw").mounts.first
    }

    static func tool(_ name: String) -> MappingTool {
        MappingTool(path: "/usr/bin/\(name)", isSetUserID: true, hasCapabilities: false, isOnNosuidMount: false)
    }

    /// The same as root.
    mutating func becomeRoot() {
        user = User(id: 0, group: 0, name: "root")
        status = .value(
            ProcessStatus("NoNewPrivs:\t0\nSeccomp:\t0\nCapEff:\t000001ffffffffff\nCapBnd:\t000001ffffffffff\n"))
        trial = .value(NamespaceTrial(userNamespace: nil, mount: 0, proc: 0))
    }
}
