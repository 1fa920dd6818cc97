import LinuxProcess

/// A process as `/proc` shows it.
struct ProcessRecord: CustomStringConvertible {
    let pid: ProcessID
    let command: [String]

    var description: String { "\(pid) \(command.joined(separator: " "))" }

    /// All living processes with a text in their command line or their environment. A zombie is not alive: PID 1 of some
    /// machines takes seconds to reap one.
    static func all(mentioning text: String) -> [ProcessRecord] {
        FileTree.names(in: "/proc").compactMap { name in
            guard let pid = ProcessID(name), let stat = readFile("/proc/\(pid)/stat"),
                let end = stat.lastIndex(of: ")"),
                !["Z", "X"].contains(stat[end...].split(separator: " ").dropFirst().first ?? "X"),
                let command = readFile("/proc/\(pid)/cmdline")
            else { return nil }
            let environment = readFile("/proc/\(pid)/environ") ?? ""
            guard command.contains(text) || environment.contains(text) else { return nil }
            return ProcessRecord(pid: pid, command: command.split(separator: "\0").map(String.init))
        }
    }
}
