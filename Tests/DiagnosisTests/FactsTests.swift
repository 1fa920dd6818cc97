import Diagnosis
import Testing

@Suite struct FactsTests {
    @Test(
        arguments: [
            (["CI_SHARED_ENVIRONMENT": "true", "KUBERNETES_SERVICE_HOST": "10.0.0.1"], "", [], Executor.shell),
            (["KUBERNETES_SERVICE_HOST": "10.0.0.1"], "", ["/.dockerenv"], .kubernetes),
            ([:], "0::/kubepods/besteffort/pod1/abc", [], .kubernetes),
            ([:], "", ["/var/run/secrets/kubernetes.io"], .kubernetes),
            ([:], "0::/", ["/.dockerenv"], .docker), ([:], "4:memory:/docker/0123", [], .docker),
            (["GITLAB_CI": "true", "CI_DISPOSABLE_ENVIRONMENT": "true"], "0::/", [], .unknown),
            ([:], "0::/user.slice", [], .unknown),
        ] as [([String: String], String, Set<String>, Executor)])
    func theExecutorIsToldByItsSigns(
        _ environment: [String: String], _ cgroup: String, _ files: Set<String>, _ executor: Executor
    ) {
        let found = Executor.detect(.init(environment: environment, cgroup: cgroup, files: files))
        #expect(found.executor == executor)
        #expect(!found.reason.isEmpty)
    }

    @Test func usersAndTheirIDs() {
        let passwd = "root:x:0:0::/root:/bin/sh\nuser:x:1000:1000::/home/user:/bin/sh\nbroken\n"
        #expect(UserDatabase.name(of: 1000, in: passwd) == "user")
        #expect(UserDatabase.name(of: 4, in: passwd) == nil)
        let subuid = "user:100000:65536\n1000:300000:10\nother:1:5\nuser:x:y\n"
        #expect(UserDatabase.subordinateIDs(of: 1000, named: "user", in: subuid) == 65546)
        #expect(UserDatabase.subordinateIDs(of: 1000, named: nil, in: subuid) == 10)
        #expect(UserDatabase.subordinateIDsComeFromElsewhere(nsswitch: "passwd: files\nsubid: sss # x\n"))
        #expect(!UserDatabase.subordinateIDsComeFromElsewhere(nsswitch: "subid: files\n"))
    }

    @Test func theMountOfAPathIsTheNearest() {
        let table = MountTable(
            """
            1 0 8:1 / / rw - ext4 /dev/a rw
            2 1 8:2 / /home rw,nosuid master:1 - xfs /dev/b rw,seclabel
            3 1 8:3 / /home/a\\040b ro - nfs4 s:/x rw
            4 1 0:5 / /proc rw - proc proc rw
            5 4 0:5 /bus /proc/bus ro - proc proc rw
            6 4 0:6 / /proc/sys/fs/binfmt_misc rw - binfmt_misc x rw
            broken line
            """)
        #expect(table.mount(of: "/home/user/x")?.options == ["rw", "nosuid"])
        #expect(table.mount(of: "/home/a b/c")?.type == "nfs4")
        #expect(table.mount(of: "/homes")?.type == "ext4")
        #expect(table.masksOfProc == ["/proc/bus"])
    }

    @Test func memoryLimits() {
        #expect(
            MemoryLimit.files(cgroup: "0::/a/b\n") == [
                "/sys/fs/cgroup/a/b/memory.max", "/sys/fs/cgroup/a/memory.max", "/sys/fs/cgroup/memory.max",
            ])
        #expect(
            MemoryLimit.files(cgroup: "5:cpu:/x\n4:memory:/d\n") == [
                "/sys/fs/cgroup/memory/d/memory.limit_in_bytes", "/sys/fs/cgroup/memory/memory.limit_in_bytes",
            ])
        #expect(MemoryLimit.bytes("max\n") == nil)
        #expect(MemoryLimit.bytes("9223372036854771712\n") == nil)
        #expect(MemoryLimit.bytes("4294967296\n") == 4 << 30)
        #expect(MemoryLimit.total(meminfo: "MemTotal:       16384 kB\n") == 16 << 20)
    }

    @Test(arguments: [
        ("buildkitd github.com/moby/buildkit v0.26.2 be1f38e\n", "v0.26.2"), ("runc version 1.1.5+ds1\n", "1.1.5+ds1"),
        ("rootlesskit version 1.1.0\n", "1.1.0"), ("what?\n", nil),
    ])
    func versions(_ answer: String, _ version: String?) { #expect(ProgramVersion.version(in: answer) == version) }

    @Test(arguments: [
        ("arm64", "linux/arm64"), ("linux/ARM64", "linux/arm64"), ("aarch64", "linux/arm64"),
        ("linux/arm/v7", "linux/arm/v7"),
        ("nonsense", "nonsense"),
    ])
    func platforms(_ text: String, _ platform: String) { #expect(Emulation.platform(text) == platform) }
}
