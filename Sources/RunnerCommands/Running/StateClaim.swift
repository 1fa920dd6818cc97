import BuildKit
import Glibc
import LinuxProcess

/// The state directory that a run's daemon gets: no two daemons can use one at a time.
struct StateClaim {
    let directory: String
    /// Whether it has to be named to the daemon by `--root`.
    let needsFlag: Bool
    /// It is removed after the run: a stand-in for one that is in use.
    let isPrivate: Bool
    /// What people should know about it.
    let note: String?

    /// - Throws: `PlanError` where a directory that somebody chose is in use, or cannot be made.
    init(for daemon: RunPlan.OwnDaemon) throws(PlanError) {
        let directory = daemon.stateDirectory
        // One that nobody chose and that cannot be made is for the daemon to complain about.
        do throws(SystemError) { try FileTree.makeDirectories(directory) } catch {
            if daemon.stateIsChosen {
                throw PlanError(
                    code: .configuration,
                    message: "state directory \"\(directory)\": \(SystemError.text(of: error.code)); "
                        + "choose another with --state-dir")
            }
        }
        guard let holder = Self.holder(of: directory) else {
            self.init(directory: directory, needsFlag: daemon.stateNeedsFlag, isPrivate: false, note: nil)
            return
        }
        let inUse = "state directory \"\(directory)\" is in use by \(holder)"
        guard !daemon.stateIsChosen else {
            throw PlanError(
                code: .unavailable,
                message:
                    "\(inUse), which holds \(StateLock.path(in: directory)). Give each concurrent run its own, such "
                    + "as --state-dir \"\(directory)-$CI_CONCURRENT_ID\", or let all use one builder by BUILDKIT_HOST")
        }
        do throws(SystemError) {
            // Beside the state of the other one: the default directory is the volume on which overlayfs works.
            let path = try FileTree.makePrivateDirectory(in: directory, prefix: RunDirectoryChoice.prefix)
            self.init(
                directory: path, needsFlag: true, isPrivate: true,
                note: "\(inUse); this run uses an empty one of its own (choose one with --state-dir to keep its cache)")
        } catch {
            throw PlanError(
                code: .unavailable, message: "\(inUse), and no other can be made beside it: \(error)")
        }
    }

    private init(directory: String, needsFlag: Bool, isPrivate: Bool, note: String?) {
        self.directory = directory
        self.needsFlag = needsFlag
        self.isPrivate = isPrivate
        self.note = note
    }

    /// Who uses the directory, in words; `nil` if nobody does, and then it is ours until this process ends.
    private static func holder(of directory: String) -> String? {
        // Our claim comes first: a look at the daemon's lock holds it for a moment, which must not meet the start of the
        // daemon of another run.
        if FileTree.isDirectory(directory) && StateLock.claim(directory) == nil { return "another run of buildkit-run" }
        return switch StateLock.state(in: directory) {
        case .free: nil
        case .held(let holder?): "process \(holder)"
        case .held(nil): "another process"
        }
    }
}
