/// Where the kernel keeps the memory limit of a process, and what the files say.
package enum MemoryLimit {
    /// The files that may hold it. A process sees its cgroup's path as the host does, or as the container does: both are
    /// tried, and the cgroups above it too.
    ///
    /// - Parameter cgroup: the text of `/proc/self/cgroup` (cgroups(7)).
    package static func files(cgroup: String) -> [String] {
        var files: [String] = []
        for line in cgroup.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3 else { continue }
            let (root, name): (String, String)
            if fields[1].isEmpty {
                (root, name) = ("/sys/fs/cgroup", "memory.max")
            } else if fields[1].split(separator: ",").contains("memory") {
                (root, name) = ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
            } else {
                continue
            }
            var path = fields[2].split(separator: "/")
            while !path.isEmpty {
                files.append("\(root)/\(path.joined(separator: "/"))/\(name)")
                path.removeLast()
            }
            files.append("\(root)/\(name)")
        }
        return files
    }

    /// The limit that a file states; `max`, and what cgroup v1 writes for it, are none.
    package static func bytes(_ text: String) -> UInt64? {
        guard let bytes = UInt64(text.filter { !$0.isWhitespace }), bytes < 1 << 60 else { return nil }
        return bytes
    }

    /// The machine's memory in bytes.
    ///
    /// - Parameter meminfo: the text of `/proc/meminfo`.
    package static func total(meminfo: String) -> UInt64? {
        for line in meminfo.split(separator: "\n") where line.hasPrefix("MemTotal:") {
            return line.split(separator: " ").dropFirst().first.flatMap { UInt64($0) }.map { $0 << 10 }
        }
        return nil
    }
}
