import BuildKit
import LinuxProcess

/// The directories of one run: made before the daemon starts, removed after it has ended.
struct RunDirectory {
    /// Private to the run: holds the socket, the notify socket and the log.
    let path: String
    /// The daemon's `XDG_RUNTIME_DIR`, if it needs one.
    let runtimeDirectory: String?
    private let madeForRuntime: [String]

    var socketPath: String { "\(path)/\(RunDirectoryChoice.socketName)" }
    var address: String { "unix://\(socketPath)" }
    var notifyPath: String { "\(path)/notify.sock" }
    var logPath: String { "\(path)/buildkitd.log" }

    init(for daemon: RunPlan.OwnDaemon) throws(SystemError) {
        path = try FileTree.makePrivateDirectory(in: daemon.runDirectoryParent, prefix: RunDirectoryChoice.prefix)
        switch daemon.runtimeDirectory {
        case .notNeeded:
            (runtimeDirectory, madeForRuntime) = (nil, [])
        case .existing(let directory):
            (runtimeDirectory, madeForRuntime) = (directory, [])
        case .toBeMade(let directory):
            // One that cannot be made, such as /run/user/1000 in an image that lacks /run/user, is replaced.
            if let made = try? FileTree.makeDirectories(directory) {
                (runtimeDirectory, madeForRuntime) = (directory, made)
            } else {
                (runtimeDirectory, madeForRuntime) = ("\(path)/xdg", [])
                try FileTree.makeDirectories("\(path)/xdg")
            }
        case .privateToRun:
            (runtimeDirectory, madeForRuntime) = ("\(path)/xdg", [])
            try FileTree.makeDirectories("\(path)/xdg")
        }
    }

    /// Removes all that `init` has made, and what is in it.
    func remove() {
        FileTree.remove(path)
        // The runtime directory itself was made by us, and so is ours with all that is in it; its parents may be in use.
        if let last = madeForRuntime.last { FileTree.remove(last) }
        FileTree.removeIfEmpty(madeForRuntime.dropLast().reversed())
    }
}
