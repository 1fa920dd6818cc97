import Glibc
import LinuxProcess
import Testing

extension OptionRow {
    /// What RUN instructions may use.
    static let limits = [
        OptionRow("shared memory and ulimits", ["--shm-size", "--ulimit"]) { bench in
            let run = try bench.build(
                ["--shm-size", "32m", "--ulimit", "nofile=777:888", "--ulimit=core=0"],
                ImageBench.base
                    + "RUN echo shm $(busybox df -k /dev/shm | busybox tail -n 1); echo \"files $(ulimit -Sn) $(ulimit -Hn) core $(ulimit -c)\"\n"
            )
            #expect(run.error.contains("files 777 888 core 0"), "\(run.error)")
            #expect(run.error.contains("shm tmpfs 32768 "), "\(run.error)")
        },
        OptionRow(
            "memory and processors",
            [
                "--memory", "--memory-swap", "--cpu-shares", "--cpu-period", "--cpu-quota", "--cpuset-cpus",
                "--cpuset-mems",
            ],
            unless: missingControllers
        ) { bench in
            try expectLimits(
                bench,
                [
                    "-m", "64m", "--memory=64m", "--memory-swap", "128m", "-c", "512", "--cpu-period", "50000",
                    "--cpu-quota", "25000", "--cpuset-cpus", "0", "--cpuset-mems", "0",
                ])
        },
        OptionRow("the same by one option", ["--resource"], unless: missingControllers) { bench in
            try expectLimits(
                bench,
                [
                    "--resource", "memory=64m,memory-swap=128m,cpu-shares=512", "--resource=cpu-period=50000",
                    "--resource", "cpu-quota=25000,cpuset-cpus=0,cpuset-mems=0",
                ])
        },
        OptionRow("the parent of the steps' control groups", ["--cgroup-parent"], unless: hiddenGroups) { bench in
            let name = "bkci-\(getpid())"
            defer {
                for controller in FileTree.names(in: groups) {
                    for path in ["\(name)/buildkit", name] { _ = rmdir("\(groups)/\(controller)/\(path)") }
                }
            }
            let run = try bench.build(
                ["--cgroup-parent", name], ImageBench.base + "RUN cat /proc/self/cgroup\n")
            #expect(run.error.contains(":/\(name)/buildkit/"), "\(run.error)")
        },
    ]

    private static let groups = "/sys/fs/cgroup"
    private static let hasOneHierarchy = Files.exists("\(groups)/cgroup.controllers")

    /// Why limits cannot be set on this machine.
    private static let missingControllers: String? = {
        let wanted = ["cpu", "cpuset", "memory"]
        let present =
            hasOneHierarchy
            ? (readFile("\(groups)/cgroup.controllers") ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
            : FileTree.names(in: groups)
        let missing = wanted.filter { !present.contains($0) }
        return missing.isEmpty ? nil : "no control groups for \(missing.joined(separator: ", "))"
    }()

    private static let hiddenGroups =
        hasOneHierarchy
        ? "a step sees no path of its control group in the one hierarchy of version 2" : missingControllers

    /// Builds with limits for which there is one expectation, and reads them in a step, in either version of control groups.
    private static func expectLimits(_ bench: ImageBench, _ options: [String]) throws {
        // Each build is another, lest the step is taken from the cache.
        let run = try bench.build(
            options + ["--no-cache"],
            ImageBench.base + """
                RUN cd /sys/fs/cgroup; for file in memory/memory.limit_in_bytes memory/memory.memsw.limit_in_bytes \\
                  cpu/cpu.shares cpu/cpu.cfs_period_us cpu/cpu.cfs_quota_us cpuset/cpuset.cpus cpuset/cpuset.mems \\
                  memory.max memory.swap.max cpu.max cpuset.cpus cpuset.mems cpu.weight; \\
                  do test ! -e $file || echo "limit $file $(cat $file)"; done

                """)
        // Version 2 counts swap by itself, and weighs processors otherwise than by Docker's shares of 1024.
        let expected =
            hasOneHierarchy
            ? [
                "memory.max 67108864", "memory.swap.max 67108864", "cpu.max 25000 50000", "cpuset.cpus 0",
                "cpuset.mems 0",
            ]
            : [
                "memory/memory.limit_in_bytes 67108864", "memory/memory.memsw.limit_in_bytes 134217728",
                "cpu/cpu.shares 512", "cpu/cpu.cfs_period_us 50000", "cpu/cpu.cfs_quota_us 25000",
                "cpuset/cpuset.cpus 0", "cpuset/cpuset.mems 0",
            ]
        for limit in expected { #expect(run.error.contains("limit \(limit)\n"), "\(limit): \(run.error)") }
        if hasOneHierarchy { #expect(!run.error.contains("limit cpu.weight 100\n"), "\(run.error)") }
    }
}
