import CLinuxShims
import Glibc
import Supervision

/// The processes whose parent this one is: those that it started, and orphans that it has adopted.
package enum Children {
    /// Adopts the orphans among our descendants, which else go to PID 1 and outlive us.
    package static func adoptOrphans() throws(SystemError) {
        guard clinux_become_subreaper() == 0 else { throw SystemError("prctl(PR_SET_CHILD_SUBREAPER)") }
    }

    /// Takes the status of every child that has ended.
    ///
    /// - Returns: whether there are children left.
    @discardableResult
    static func reap(_ body: (ProcessID, ExitStatus) -> Void = { _, _ in }) -> Bool {
        while true {
            var status: CInt = 0
            let pid = waitpid(-1, &status, WNOHANG)
            if pid > 0 {
                if let status = ExitStatus(waitStatus: status) { body(pid, status) }
            } else if pid < 0 && errno == EINTR {
                continue
            } else {
                return pid == 0
            }
        }
    }

    /// The ids of all children that are alive or not reaped yet.
    package static func all() -> Set<ProcessID> {
        let parent = getpid()
        // Our one thread has the id of the process. A kernel without CONFIG_PROC_CHILDREN has no such file.
        if let list = readFile("/proc/self/task/\(parent)/children") {
            return Set(list.split(separator: " ").compactMap { ProcessID($0) })
        }
        var found: Set<ProcessID> = []
        for name in FileTree.names(in: "/proc") {
            // After the command, which is in parentheses and may hold anything: the state, then the parent.
            guard let pid = ProcessID(name), let stat = readFile("/proc/\(pid)/stat"),
                let end = stat.lastIndex(of: ")")
            else { continue }
            if stat[end...].split(separator: " ").dropFirst(2).first == "\(parent)" { found.insert(pid) }
        }
        return found
    }

    /// Kills and reaps all children but the given ones, and what they leave behind in turn, such as the processes of a
    /// RUN step whose daemon was killed.
    ///
    /// - Parameter limit: after which a process that the kernel cannot end is left.
    static func end(except spared: Set<ProcessID>, limit: Duration = .seconds(2)) {
        let deadline = monotonicNow() + limit
        while reap() {
            let doomed = all().subtracting(spared)
            guard !doomed.isEmpty, monotonicNow() < deadline else { return }
            for pid in doomed { _ = kill(pid, SIGKILL) }
            // A killed process ends within microseconds as a rule; there is no descriptor to wait on for an adopted one.
            usleep(500)
        }
    }
}
