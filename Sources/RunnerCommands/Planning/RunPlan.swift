import BuildKit
import LinuxProcess

/// All that a run will do, decided before anything is done. `--explain` prints it and tests compare it.
struct RunPlan: Equatable, Sendable {
    /// A program and its arguments.
    struct Command: Equatable, Sendable {
        /// Where it was found.
        var path: String
        /// All of argv.
        var arguments: [String]
    }

    /// What works with the builder.
    struct Client: Equatable, Sendable {
        var command: Command
        /// The index in argv at which `--addr=…` is inserted, if it is.
        var addressPosition: Int?
        /// What changes in its environment beside `BUILDKIT_HOST`: a value to set, or nothing for a variable to unset.
        var environment: [String: String?] = [:]
        /// A file that takes its standard output.
        var outputFile: String?

        /// All of argv for a builder at an address.
        func arguments(for address: String?) -> [String] {
            guard let address, let addressPosition else { return command.arguments }
            return command.arguments[..<addressPosition] + ["--addr=\(address)"] + command.arguments[addressPosition...]
        }
    }

    /// A daemon that lives as long as the run.
    struct OwnDaemon: Equatable, Sendable {
        /// Without the options that depend on the directory of the run: `--addr` and, for a private state, `--root`.
        var command: Command
        var isRootless: Bool
        /// Its state directory as far as it can be known.
        var stateDirectory: String
        /// Whether somebody chose that directory: then it must be used; else a private one will do if it is in use.
        var stateIsChosen: Bool
        /// Whether `--root` has to be added for it.
        var stateNeedsFlag: Bool
        /// Removes a tree whose files belong to subordinate ids: `rootlesskit rm -rf`.
        var removal: Command?
        /// What is set for the daemon beside the environment of the run.
        var environment: [String: String]
        /// Its `XDG_RUNTIME_DIR` exists already, has to be made, or is private to the run.
        var runtimeDirectory: RuntimeDirectory
        /// Where the private directory of the run is made.
        var runDirectoryParent: String
        /// Whether that directory is the daemon's `TMPDIR`, so that its temporary files go with it even if it is killed.
        /// Not where it would move them to another file system, or make the paths of rootlesskit's sockets too long.
        var keepsTemporaryFiles: Bool
    }

    enum RuntimeDirectory: Equatable, Sendable {
        case notNeeded
        case existing(String)
        case toBeMade(String)
        case privateToRun
    }

    enum Probe: Equatable, Sendable {
        case socket(SocketAddress)
        case client(Command)
    }

    enum Builder: Equatable, Sendable {
        case own(OwnDaemon)
        case existing(address: String, probe: Probe)
        case none
    }

    var builder: Builder
    /// Why that builder: for people.
    var reason: String
    /// What runs once the builder is ready, all at once; none in a run that only waits for the builder.
    var clients: [Client] = []
    var readyTimeout: TimeSpan
    var stopTimeout: TimeSpan
    var daemonLog: String?
    var quiet: Bool
}
