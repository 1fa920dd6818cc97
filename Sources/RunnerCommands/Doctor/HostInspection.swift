import BuildKit
import Diagnosis
import Glibc
import LinuxProcess
import Supervision

/// Gathers what a doctor judges. It looks and tries, and changes nothing.
struct HostInspection {
    let settings: RunSettings
    let environment: [String: String]
    private let machine = Machine.live
    private let programs: ProgramSearch

    init(settings: RunSettings, environment: [String: String]) {
        self.settings = settings
        self.environment = environment
        programs = ProgramSearch(machine: .live, environment: environment)
    }

    /// - Parameter platforms: those that are to be built.
    func facts(platforms: [String]) -> HostFacts {
        let plan = plan()
        let kernel = KernelInspection()
        let mounts: Known<MountTable> = kernel.text("/proc/self/mountinfo").map { MountTable($0) }
        let user = HostFacts.User(
            id: geteuid(), group: getegid(),
            name: machine.contents("/etc/passwd").flatMap { UserDatabase.name(of: geteuid(), in: $0) })
        var facts = HostFacts(
            user: user, state: state(at: plan.stateDirectory, mounts.value), kernelRelease: kernel.release,
            emulation: Emulation(
                machine: kernel.machine, handlers: kernel.binaryFormats(), bundled: bundledEmulators()))
        let cgroup = machine.contents("/proc/self/cgroup") ?? ""
        (facts.executor, facts.executorReason) = Executor.detect(
            Executor.Signs(
                environment: environment, cgroup: cgroup,
                files: Set(Executor.telltaleFiles.filter { machine.fileExists($0) })))
        facts.builder = plan.builder
        facts.daemonFlags = BuildkitdFlags(
            (try? ShellWords.split(environment[RunnerVariable.buildkitdFlags.rawValue] ?? "")) ?? [])
        facts.subordinateUserIDs = subordinateIDs(of: user, in: "/etc/subuid")
        facts.subordinateGroupIDs = subordinateIDs(of: user, in: "/etc/subgid")
        facts.newuidmap = mappingTool("newuidmap", mounts.value)
        facts.newgidmap = mappingTool("newgidmap", mounts.value)
        facts.status = kernel.text("/proc/self/status").map { ProcessStatus($0) }
        facts.appArmorLabel = kernel.appArmorLabel()
        facts.sysctls = kernel.sysctls()
        facts.mounts = mounts
        facts.cgroupIsDelegated = kernel.cgroupIsDelegated(cgroup: cgroup)
        facts.fuseDeviceIsUsable = kernel.fuseDeviceIsUsable()
        facts.memory = kernel.memory(cgroup: cgroup)
        facts.platforms = platforms
        facts.programs = versions()
        if let directory = environment[RunnerVariable.xdgRuntimeDir.rawValue], !directory.isEmpty {
            facts.runtimeDirectoryIsUsable = .value(machine.isWritableDirectory(directory))
        }
        if let value = environment["DOCKER_AUTH_CONFIG"], !value.isEmpty {
            facts.authConfig = AuthConfigVariable(value)
        }
        if facts.isOwnDaemon { facts.trial = kernel.trial(withUserNamespace: !user.isRoot) }
        return facts
    }

    // MARK: The builder

    private func plan() -> (builder: HostFacts.Builder, stateDirectory: String) {
        let fallback =
            settings.stateDirectory
            ?? BuildkitdDefaults(rootless: !machine.isRoot(), environment: environment).stateDirectory
        do throws(PlanError) {
            let choice = BuilderChoice(stated: nil, settings: settings, environment: environment, machine: machine)
            switch try choice.address(mayStartOwn: true) {
            case .existing(let address, _):
                return (.existing(address: address, failure: wait(for: address)), fallback)
            case .own:
                let daemon = try DaemonPlanner(
                    settings: settings, environment: environment, machine: machine, programs: programs
                ).plan()
                return (.own, daemon.stateDirectory)
            }
        } catch {
            return (.unplanned(SecretMask(environment: environment).masked(error.message), code: error.code), fallback)
        }
    }

    /// What `buildkit-run wait` has to say about a builder; nothing where it answers.
    private func wait(for address: String) -> String? {
        var waiting = environment
        for variable in [RunnerVariable.explain, .quiet, .connectRetriesMax, .readyTimeout] {
            waiting[variable.rawValue] = nil
        }
        let patience = Duration.seconds(5)
        let request = SpawnRequest(
            path: "/proc/self/exe",
            arguments: ["buildkit-run", "wait", "--addr", address, "--ready-timeout", "\(patience.components.seconds)"]
                + settings.tlsFlags,
            environment: waiting.map { "\($0.key)=\($0.value)" })
        guard let answer = Subprocess.answer(request, within: patience + .seconds(25)) else {
            return "the builder at \(address) did not answer within 30 s"
        }
        if answer.status == .exited(0) { return nil }
        return answer.text.split(separator: "\n").map { line in
            line.hasPrefix("buildkit-run: ") ? line.dropFirst("buildkit-run: ".count) : line
        }.joined(separator: "; ")
    }

    private func state(at path: String, _ mounts: MountTable?) -> HostFacts.StateDirectory {
        let path = path.hasPrefix("/") ? path : "\(machine.currentDirectory())/\(path)"
        var existing = path[...]
        while !machine.isDirectory(String(existing)), let slash = existing.lastIndex(of: "/"),
            slash > existing.startIndex
        {
            existing = existing[..<slash]
        }
        let directory = machine.isDirectory(String(existing)) ? String(existing) : "/"
        let space = FileSystem.space(at: directory)
        return HostFacts.StateDirectory(
            path: path, existing: directory, isWritable: machine.isWritableDirectory(directory),
            mount: mounts?.mount(of: FileSystem.resolved(directory) ?? directory), freeSpace: space?.freeBytes,
            freeInodes: space?.freeInodes, isLocked: StateLock.state(in: path) != .free)
    }

    // MARK: Programs and ids

    private func subordinateIDs(of user: HostFacts.User, in file: String) -> Known<Int> {
        if let text = machine.contents(file) {
            let count = UserDatabase.subordinateIDs(of: user.id, named: user.name, in: text)
            if count > 0 { return .value(count) }
        }
        // RootlessKit asks getsubids first where it is installed, which knows other sources.
        if case .found = programs.find("getsubids"),
            UserDatabase.subordinateIDsComeFromElsewhere(nsswitch: machine.contents("/etc/nsswitch.conf") ?? "")
        {
            return .unknown(because: "/etc/nsswitch.conf names another source for subid than files")
        }
        if machine.contents(file) != nil { return .value(0) }
        return machine.fileExists(file) ? .unknown(because: "\(file) cannot be read") : .absent
    }

    private func mappingTool(_ name: String, _ mounts: MountTable?) -> Known<HostFacts.MappingTool> {
        guard case .found(let path) = programs.find(name) else { return .absent }
        let real = FileSystem.resolved(path) ?? path
        let isSetUserID = FileSystem.isSetUserIDRoot(real)
        guard let hasCapabilities = FileSystem.hasCapabilities(real) ?? (isSetUserID ? false : nil) else {
            return .unknown(because: "the extended attributes of \(real) cannot be read")
        }
        return .value(
            HostFacts.MappingTool(
                path: path, isSetUserID: isSetUserID, hasCapabilities: hasCapabilities,
                isOnNosuidMount: mounts?.mount(of: real)?.options.contains("nosuid") ?? false))
    }

    /// The programs of a build, with the versions that they give.
    private func versions() -> [String: Known<HostFacts.Program>] {
        var found: [String: Known<HostFacts.Program>] = [:]
        let stated: [String: RunnerVariable] = [
            "buildctl": .buildctl, "buildkitd": .buildkitd, "rootlesskit": .rootlesskit,
        ]
        for name in ["buildctl", "buildkitd", "rootlesskit", "buildkit-runc", "runc"] {
            let words = stated[name].flatMap { try? programs.words(of: $0, in: environment, default: name) } ?? [name]
            guard case .found(let path) = programs.find(words[0]) else { continue }
            let request = SpawnRequest(
                path: path, arguments: [words[0], "--version"],
                environment: ["PATH=\(programs.path.joined(separator: ":"))"])
            let answer = Subprocess.answer(request, within: .seconds(5))
            found[name] = .value(
                HostFacts.Program(path: path, version: answer.flatMap { ProgramVersion.version(in: $0.text) }))
        }
        return found
    }

    private func bundledEmulators() -> Set<String> {
        Set(programs.path.flatMap { FileTree.names(in: $0) }.filter { $0.hasPrefix("buildkit-qemu-") })
    }
}
