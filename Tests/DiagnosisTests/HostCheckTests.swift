import BuildKit
import Diagnosis
import Testing

@Suite struct HostCheckTests {
    /// A change of a healthy machine, and the check that must notice it.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let check: String
        let status: Judgement.Status
        let failure: String?
        let change: @Sendable (inout HostFacts) -> Void

        init(
            _ description: String, _ check: String, _ status: Judgement.Status, _ failure: String? = nil,
            _ change: @escaping @Sendable (inout HostFacts) -> Void
        ) {
            (testDescription, self.check, self.status, self.failure) = (description, check, status, failure)
            self.change = change
        }
    }

    private static let cases: [Case] = [
        Case("unknown executor", "executor", .unknown) { $0.executor = .unknown },
        Case("bad settings", "settings", .problem) {
            $0.builder = .unplanned("--config names nothing", code: .configuration)
        },
        Case("no builder", "builder", .problem) {
            $0.builder = .existing(address: "tcp://b:1", failure: "connections are refused")
        },
        Case("a builder", "builder", .ok) { $0.builder = .existing(address: "tcp://b:1", failure: nil) },
        Case("no runc", "programs", .problem, "no-worker") { $0.programs["runc"] = nil },
        Case("runc named by a flag", "programs", .ok) {
            $0.programs["runc"] = nil
            $0.daemonFlags = BuildkitdFlags(["--oci-worker-binary=/opt/crun"])
        },
        Case("no buildctl", "programs", .problem) { $0.programs["buildctl"] = nil },
        Case("nobody's uid", "user", .problem, "no-subuid") { $0.user.name = nil },
        Case("no subuid file", "subordinate-ids", .problem, "no-subuid") { $0.subordinateUserIDs = .absent },
        Case("no range", "subordinate-ids", .problem, "no-subuid") { $0.subordinateGroupIDs = .value(0) },
        Case("small range", "subordinate-ids", .warning) { $0.subordinateUserIDs = .value(1000) },
        Case("ids from a directory server", "subordinate-ids", .unknown) {
            $0.subordinateUserIDs = .unknown(because: "subid: sss")
        },
        Case("no newuidmap", "newuidmap", .problem, "no-newuidmap") { $0.newuidmap = .absent },
        Case("newgidmap without privileges", "newuidmap", .problem, "no-new-privileges") {
            var tool = HostFacts.tool("newgidmap")
            tool.isSetUserID = false
            $0.newgidmap = .value(tool)
        },
        Case("newuidmap on nosuid", "newuidmap", .problem, "no-new-privileges") {
            var tool = HostFacts.tool("newuidmap")
            tool.isOnNosuidMount = true
            $0.newuidmap = .value(tool)
        },
        Case("no_new_privs", "no-new-privs", .problem, "no-new-privileges") {
            $0.status = .value(ProcessStatus("NoNewPrivs:\t1\nSeccomp:\t0\nCapBnd:\t000001ffffffffff\n"))
        },
        Case("status unreadable", "no-new-privs", .unknown) { $0.status = .unknown(because: "no /proc") },
        Case("dropped capabilities", "capabilities", .problem, "no-new-privileges") {
            $0.status = .value(ProcessStatus("NoNewPrivs:\t0\nSeccomp:\t0\nCapBnd:\t0000000000000000\n"))
        },
        Case("root without privileges", "capabilities", .problem, "bind-mount") {
            $0.becomeRoot()
            $0.status = .value(ProcessStatus("NoNewPrivs:\t0\nCapEff:\t00000000a80425fb\n"))
        },
        Case("seccomp", "seccomp", .problem, "seccomp-userns") {
            $0.status = .value(ProcessStatus("NoNewPrivs:\t0\nSeccomp:\t2\nCapBnd:\t000001ffffffffff\n"))
            $0.trial = .value(NamespaceTrial(userNamespace: 1, mount: nil, proc: nil))
        },
        Case("harmless filter", "seccomp", .ok) {
            $0.status = .value(ProcessStatus("NoNewPrivs:\t0\nSeccomp:\t2\nCapBnd:\t000001ffffffffff\n"))
        },
        Case("filter, no trial", "seccomp", .unknown) {
            $0.status = .value(ProcessStatus("Seccomp:\t2\n"))
            $0.trial = .unknown(because: "fork failed")
        },
        Case("AppArmor denies mounts", "apparmor", .problem, "apparmor-mount") {
            $0.appArmorLabel = .value("docker-default (enforce)")
            $0.trial = .value(NamespaceTrial(userNamespace: 0, mount: 13, proc: nil))
        },
        Case("Ubuntu's restriction", "apparmor", .problem, "apparmor-userns") {
            $0.sysctls["kernel.apparmor_restrict_unprivileged_userns"] = .value(1)
            $0.trial = .value(NamespaceTrial(userNamespace: 13, mount: nil, proc: nil))
        },
        Case("a profile that allows it", "apparmor", .ok) { $0.appArmorLabel = .value("docker-default (enforce)") },
        Case("a profile, no trial", "apparmor", .unknown) {
            $0.appArmorLabel = .value("docker-default (enforce)")
            $0.trial = .unknown(because: "fork failed")
        },
        Case("no namespaces by sysctl", "user-namespaces", .problem, "max-userns") {
            $0.sysctls["user.max_user_namespaces"] = .value(0)
        },
        Case("no further namespace", "user-namespaces", .problem, "max-userns") {
            $0.trial = .value(NamespaceTrial(userNamespace: 28, mount: nil, proc: nil))
        },
        Case("Debian's old switch", "user-namespaces", .problem, "seccomp-userns") {
            $0.sysctls["kernel.unprivileged_userns_clone"] = .value(0)
        },
        Case("no trial", "user-namespaces", .unknown) { $0.trial = .unknown(because: "fork failed") },
        Case("masked /proc", "proc", .problem, "masked-proc") {
            $0.trial = .value(NamespaceTrial(userNamespace: 0, mount: 0, proc: 1))
        },
        Case("masked /proc, no trial", "proc", .problem, "masked-proc") {
            $0.trial = .value(NamespaceTrial(userNamespace: 1, mount: nil, proc: nil))
            $0.mounts = .value(MountTable("24 20 0:5 /sys /proc/sys ro - proc proc rw"))
        },
        Case("masked /proc, no sandbox", "proc", .ok) {
            $0.trial = .value(NamespaceTrial(userNamespace: 0, mount: 0, proc: 1))
            $0.daemonFlags = BuildkitdFlags(["--oci-worker-no-process-sandbox"])
        },
        Case("state of somebody else", "state-directory", .problem) { $0.state.isWritable = false },
        Case("state on nosuid", "state-directory", .warning, "bind-mount") {
            $0.state.mount = HostFacts.mount(type: "ext4", options: "rw,nosuid,nodev")
        },
        Case("locked state", "state-lock", .warning, "state-locked") { $0.state.isLocked = true },
        Case("state on overlay", "snapshotter", .warning) {
            $0.state.mount = HostFacts.mount(type: "overlay", options: "rw", at: "/")
        },
        Case("overlayfs on overlay", "snapshotter", .problem, "overlay-on-overlay") {
            $0.state.mount = HostFacts.mount(type: "overlay", options: "rw", at: "/")
            $0.daemonFlags = BuildkitdFlags(["--oci-worker-snapshotter=overlayfs"])
        },
        Case("native on overlay", "snapshotter", .ok) {
            $0.state.mount = HostFacts.mount(type: "overlay", options: "rw", at: "/")
            $0.daemonFlags = BuildkitdFlags(["--oci-worker-snapshotter", "native"])
        },
        Case("state on a network", "snapshotter", .warning) {
            $0.state.mount = HostFacts.mount(type: "nfs4", options: "rw")
        },
        Case("old kernel", "snapshotter", .warning) { $0.kernelRelease = "5.4.0-1" },
        Case("fuse asked for and absent", "fuse", .problem) {
            $0.daemonFlags = BuildkitdFlags(["--oci-worker-snapshotter=fuse-overlayfs"])
        },
        Case("no fuse", "fuse", .ok) { $0.fuseDeviceIsUsable = .value(false) },
        Case("little space", "free-space", .warning, "disk-full") { $0.state.freeSpace = 1 << 30 },
        Case("no space", "free-space", .problem, "disk-full") { $0.state.freeSpace = 1 << 20 },
        Case("no inodes", "free-inodes", .problem, "disk-full") { $0.state.freeInodes = 3 },
        Case("uncounted inodes", "free-inodes", .ok) { $0.state.freeInodes = nil },
        Case("little memory", "memory", .warning, "daemon-died") {
            $0.memory = .value(.init(limit: 512 << 20, total: 16 << 30))
        },
        Case("closed cgroups as root", "cgroups", .warning) {
            $0.becomeRoot()
            $0.mounts = .value(MountTable("22 1 0:6 / /sys/fs/cgroup ro - cgroup2 cgroup rw"))
        },
        Case("no runtime directory", "runtime-directory", .ok) { $0.runtimeDirectoryIsUsable = .absent },
        Case("dropped logins", "docker-auth-config", .warning, "auth-config-dropped") {
            $0.authConfig = AuthConfigVariable(#"{"auths":{},"credHelpers":{}}"#)
        },
        Case("a key nobody asks for", "docker-auth-config", .warning) {
            $0.authConfig = AuthConfigVariable(#"{"auths":{"docker.io":{"auth":"dTpw"}}}"#)
        },
        Case("good logins", "docker-auth-config", .ok) {
            $0.authConfig = AuthConfigVariable(#"{"auths":{"r.example.com":{"auth":"dTpw"}}}"#)
        },
        Case("foreign platform", "emulation", .problem, "foreign-platform") { $0.platforms = ["linux/arm64"] },
        Case("own platform", "emulation", .ok) { $0.platforms = ["linux/amd64", "linux/386"] },
        Case("emulated platform", "emulation", .ok) {
            $0.platforms = ["linux/arm64/v8"]
            $0.emulation.handlers = .value([
                .init(name: "qemu-aarch64", text: "enabled\ninterpreter /usr/bin/qemu-aarch64-static\nflags: F\n")
            ])
        },
        Case("disabled handler", "emulation", .problem, "foreign-platform") {
            $0.platforms = ["linux/arm64"]
            $0.emulation.handlers = .value([.init(name: "qemu-aarch64", text: "disabled\ninterpreter /usr/bin/q\n")])
        },
        Case("bundled emulator", "emulation", .ok) {
            $0.platforms = ["linux/riscv64"]
            $0.emulation.bundled = ["buildkit-qemu-riscv64"]
        },
        Case("handlers out of sight", "emulation", .unknown) {
            $0.platforms = ["linux/arm64"]
            $0.emulation.handlers = .unknown(because: "binfmt_misc is not mounted here")
        },
        Case("a platform of another system", "emulation", .problem) { $0.platforms = ["windows/amd64"] },
    ]

    @Test(arguments: cases)
    func eachCheckSeesItsOwn(_ example: Case) throws {
        let report = HostReport(.healthy(example.change))
        let entry = try #require(report.entries.first { $0.check.id == example.check })
        #expect(entry.judgement.status == example.status, "\(entry.judgement.what)")
        #expect(entry.judgement.failure == example.failure)
        if example.status == .problem {
            #expect(report.outcome != .success)
            #expect(entry.judgement.why != nil && entry.judgement.remedy != nil)
        }
    }

    @Test func aHealthyMachineIsFine() {
        for facts in [HostFacts.healthy(), .healthy { $0.becomeRoot() }] {
            let report = HostReport(facts)
            #expect(report.entries.filter { $0.judgement.status != .ok }.map(\.check.id) == [])
            #expect(report.outcome == .success)
            #expect(report.text(showsAll: false).hasPrefix("nothing is found that stops a build ("))
            #expect(report.text(showsAll: false).split(separator: "\n").count == 1)
        }
    }

    /// Root needs neither namespaces of users nor ids.
    @Test func rootIsNotAskedForWhatRootlessNeeds() {
        let asked = Set(HostReport(.healthy { $0.becomeRoot() }).entries.map(\.check.id))
        #expect(asked.isDisjoint(with: ["subordinate-ids", "newuidmap", "no-new-privs", "seccomp", "user-namespaces"]))
    }

    /// With a builder elsewhere nothing of this machine matters but the client.
    @Test func aBuilderElsewhereNeedsLittle() {
        let report = HostReport(
            .healthy {
                $0.builder = .existing(address: "tcp://b:1", failure: nil)
                $0.user.name = nil
                $0.trial = .absent
            })
        #expect(Set(report.entries.map(\.check.id)) == ["executor", "settings", "builder", "programs", "user"])
        #expect(report.outcome == .success)
        let asked = HostReport(
            .healthy {
                $0.builder = .existing(address: "tcp://b:1", failure: nil)
                $0.platforms = ["linux/arm64"]
            })
        #expect(asked.entries.first { $0.check.id == "emulation" }?.judgement.status == .unknown)
    }

    @Test func everyCheckHasACase() {
        #expect(Set(Self.cases.map(\.check)) == Set(HostCheck.all.map(\.id)))
        #expect(Set(HostCheck.all.map(\.id)).count == HostCheck.all.count)
    }
}
