import Diagnosis
import Glibc
import LinuxProcess

/// What the kernel and its file systems tell.
struct KernelInspection {
    /// As `uname -r` and `uname -m` say.
    let release: String
    let machine: String

    init() {
        var names = utsname()
        guard uname(&names) == 0 else {
            (release, machine) = ("", "")
            return
        }
        func text<Field>(_ field: Field) -> String {
            withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        }
        (release, machine) = (text(names.release), text(names.machine))
    }

    /// The text of a file.
    func text(_ path: String) -> Known<String> {
        if let text = readFile(path) { return .value(text) }
        return LocalMachine.fileExists(path) ? .unknown(because: "\(path) cannot be read") : .absent
    }

    /// The profile of this process; absent where AppArmor is not active.
    func appArmorLabel() -> Known<String> {
        guard readFile("/sys/module/apparmor/parameters/enabled")?.first == "Y" else { return .absent }
        for path in ["/proc/self/attr/apparmor/current", "/proc/self/attr/current"] {
            if let label = readFile(path) { return .value(String(label.prefix { $0 != "\n" && $0 != "\0" })) }
        }
        return .unknown(because: "/proc/self/attr/current cannot be read")
    }

    func sysctls() -> [String: Known<Int>] {
        let names = [
            "user.max_user_namespaces", "kernel.unprivileged_userns_clone",
            "kernel.apparmor_restrict_unprivileged_userns",
        ]
        var found: [String: Known<Int>] = [:]
        for name in names {
            let path = "/proc/sys/" + name.split(separator: ".").joined(separator: "/")
            switch text(path) {
            case .value(let text):
                let number = Int(text.filter { !$0.isWhitespace })
                found[name] = number.map { .value($0) } ?? .unknown(because: "\(path) holds no number")
            case .absent: found[name] = .absent
            case .unknown(let reason): found[name] = .unknown(because: reason)
            }
        }
        return found
    }

    func trial(withUserNamespace: Bool) -> Known<NamespaceTrial> {
        do throws(SystemError) {
            let trial = try Namespaces.attempt(withUserNamespace: withUserNamespace)
            return .value(NamespaceTrial(userNamespace: trial.user, mount: trial.mount, proc: trial.proc))
        } catch {
            return .unknown(because: "\(error)")
        }
    }

    func fuseDeviceIsUsable() -> Known<Bool> {
        switch FileSystem.openError("/dev/fuse") {
        case 0: .value(true)
        case ENOENT: .absent
        case EACCES, EPERM: .value(false)
        case let code: .unknown(because: SystemError.text(of: code))
        }
    }

    func memory(cgroup: String) -> Known<HostFacts.Memory> {
        let limits = MemoryLimit.files(cgroup: cgroup).compactMap { readFile($0).flatMap(MemoryLimit.bytes) }
        let total = readFile("/proc/meminfo").flatMap { MemoryLimit.total(meminfo: $0) }
        guard total != nil || !limits.isEmpty else { return .unknown(because: "/proc/meminfo cannot be read") }
        return .value(HostFacts.Memory(limit: limits.min(), total: total))
    }

    /// Whether this user may put processes into the cgroup v2 of this process; absent where there is none.
    func cgroupIsDelegated(cgroup: String) -> Known<Bool> {
        guard let line = cgroup.split(separator: "\n").first(where: { $0.hasPrefix("0::") }) else { return .absent }
        let path = "/sys/fs/cgroup\(line.dropFirst(3))/cgroup.procs"
        return LocalMachine.fileExists(path) ? .value(access(path, W_OK) == 0) : .absent
    }

    /// The handlers of binfmt_misc. They are the kernel's, and count in a container too, which as a rule does not see them.
    func binaryFormats() -> Known<[Emulation.Handler]> {
        let directory = "/proc/sys/fs/binfmt_misc"
        let names = FileTree.names(in: directory)
        guard names.contains("status") else { return .unknown(because: "binfmt_misc is not mounted here") }
        return .value(
            names.filter { $0 != "status" && $0 != "register" }.compactMap { name in
                readFile("\(directory)/\(name)").map { Emulation.Handler(name: name, text: $0) }
            })
    }
}
