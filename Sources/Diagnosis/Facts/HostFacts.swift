package import BuildKit

/// All that a doctor looks at, gathered before anything is judged.
package struct HostFacts: Sendable {
    package struct User: Equatable, Sendable {
        package var id: UInt32
        package var group: UInt32
        /// Nothing without an entry in `/etc/passwd`.
        package var name: String?
        package var isRoot: Bool { id == 0 }

        package init(id: UInt32, group: UInt32, name: String?) {
            self.id = id
            self.group = group
            self.name = name
        }
    }

    /// newuidmap or newgidmap.
    package struct MappingTool: Equatable, Sendable {
        package var path: String
        package var isSetUserID: Bool
        /// Whether it has file capabilities; which ones is for the kernel to judge.
        package var hasCapabilities: Bool
        /// Whether its mount ignores both.
        package var isOnNosuidMount: Bool

        package init(path: String, isSetUserID: Bool, hasCapabilities: Bool, isOnNosuidMount: Bool) {
            self.path = path
            self.isSetUserID = isSetUserID
            self.hasCapabilities = hasCapabilities
            self.isOnNosuidMount = isOnNosuidMount
        }
    }

    /// A program that the build uses.
    package struct Program: Equatable, Sendable {
        package var path: String
        /// Its answer to `--version`, first line; nothing where it gave none.
        package var version: String?

        package init(path: String, version: String?) {
            self.path = path
            self.version = version
        }
    }

    package struct StateDirectory: Equatable, Sendable {
        package var path: String
        /// The directory itself, or the nearest above it that exists.
        package var existing: String
        package var isWritable: Bool
        package var mount: MountTable.Mount?
        /// In bytes.
        package var freeSpace: UInt64?
        /// Nothing where the file system does not count them.
        package var freeInodes: UInt64?
        /// Whether a `buildkitd` has it locked.
        package var isLocked: Bool

        package init(
            path: String, existing: String, isWritable: Bool, mount: MountTable.Mount?, freeSpace: UInt64?,
            freeInodes: UInt64?, isLocked: Bool
        ) {
            self.path = path
            self.existing = existing
            self.isWritable = isWritable
            self.mount = mount
            self.freeSpace = freeSpace
            self.freeInodes = freeInodes
            self.isLocked = isLocked
        }
    }

    package struct Memory: Equatable, Sendable {
        /// Of the cgroup, in bytes; nothing where there is none.
        package var limit: UInt64?
        /// Of the machine, in bytes.
        package var total: UInt64?

        package init(limit: UInt64?, total: UInt64?) {
            self.limit = limit
            self.total = total
        }
    }

    /// Where the build happens.
    package enum Builder: Equatable, Sendable {
        /// A daemon that the run starts.
        case own
        /// One that runs already. The failure is what `buildkit-run wait` says, nothing where it answers.
        case existing(address: String, failure: String?)
        /// The settings are such that there can be none; what is wrong and what to write instead.
        case unplanned(String, code: RunnerExitCode)
    }

    package var executor: Executor = .unknown
    package var executorReason = ""
    package var user: User
    package var builder: Builder = .own
    /// The words of BUILDKITD_FLAGS.
    package var daemonFlags = BuildkitdFlags([])
    package var subordinateUserIDs: Known<Int> = .absent
    package var subordinateGroupIDs: Known<Int> = .absent
    package var newuidmap: Known<MappingTool> = .absent
    package var newgidmap: Known<MappingTool> = .absent
    package var status: Known<ProcessStatus> = .absent
    package var appArmorLabel: Known<String> = .absent
    /// By name, such as `user.max_user_namespaces`.
    package var sysctls: [String: Known<Int>] = [:]
    package var trial: Known<NamespaceTrial> = .absent
    package var mounts: Known<MountTable> = .absent
    package var state: StateDirectory
    /// Whether this user may put processes into the cgroup v2 that this process is in.
    package var cgroupIsDelegated: Known<Bool> = .absent
    /// Whether `/dev/fuse` can be opened by this user.
    package var fuseDeviceIsUsable: Known<Bool> = .absent
    /// As `uname -r` says.
    package var kernelRelease: String
    package var memory: Known<Memory> = .absent
    package var emulation: Emulation
    /// What `--platform` asks for, as `os/architecture[/variant]`.
    package var platforms: [String] = []
    /// By name.
    package var programs: [String: Known<Program>] = [:]
    /// Whether it is a directory of this user's in which it may write; absent where the variable is not set.
    package var runtimeDirectoryIsUsable: Known<Bool> = .absent
    /// The value of DOCKER_AUTH_CONFIG.
    package var authConfig: AuthConfigVariable?

    package init(
        user: User, state: StateDirectory, kernelRelease: String, emulation: Emulation
    ) {
        self.user = user
        self.state = state
        self.kernelRelease = kernelRelease
        self.emulation = emulation
    }

    /// Whether the run starts a daemon under RootlessKit.
    package var isRootless: Bool { isOwnDaemon && !user.isRoot }

    /// Whether it starts one at all.
    package var isOwnDaemon: Bool {
        if case .existing = builder { false } else { true }
    }
}
