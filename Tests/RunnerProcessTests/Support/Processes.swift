import Glibc
import LinuxProcess

/// The processes of one sandbox, wherever in the process tree they are: they inherit a variable that no other has.
enum Processes {
    /// Highest id first. Those that have ended and wait for their parent do not count.
    static func carrying(_ variable: String) -> [ProcessID] {
        FileTree.names(in: "/proc").compactMap { ProcessID($0) }.filter { pid in
            guard let environment = readFile("/proc/\(pid)/environ") else { return false }
            return environment.utf8.split(separator: 0).contains { $0.elementsEqual(variable.utf8) }
        }.sorted(by: >)
    }

    /// What a process is, for messages.
    static func describe(_ pid: ProcessID) -> String {
        let words = (readFile("/proc/\(pid)/cmdline") ?? "").split(separator: "\0").joined(separator: " ")
        return "\(pid) \(words)"
    }

    /// The name of the program that a process executes, without its directory.
    static func name(_ pid: ProcessID) -> String {
        (readFile("/proc/\(pid)/comm") ?? "").split(separator: "\n").first.map(String.init) ?? ""
    }
}

/// Asks until the answer is yes, at short intervals.
///
/// - Returns: whether it was yes in time.
func eventually(within limit: Duration = .seconds(15), _ isSo: () throws -> Bool) rethrows -> Bool {
    let deadline = monotonicNow() + limit
    while try !isSo() {
        if monotonicNow() >= deadline { return false }
        usleep(2000)
    }
    return true
}
