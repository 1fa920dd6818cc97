import Glibc

/// What a `buildkitd` leaves in the system when it is killed: mounts below its state directory, and runc's records and
/// cgroups of the RUN steps that it was executing. A daemon that ends by itself leaves none.
package struct DaemonLeftovers: Sendable {
    private let stateDirectory: String
    private let runcDirectory: String
    private let mountsBefore: Set<String>
    private let containersBefore: Set<String>

    /// Take it before the daemon starts: what is there already is not ours to remove.
    ///
    /// - Parameters:
    ///   - stateDirectory: the daemon's `--root`.
    ///   - runcDirectory: where runc keeps its state: `/run/runc`, rootless `$XDG_RUNTIME_DIR/runc`.
    package init(stateDirectory: String, runcDirectory: String) {
        self.stateDirectory = stateDirectory
        self.runcDirectory = runcDirectory
        mountsBefore = Set(Self.mounts(below: stateDirectory))
        containersBefore = Set(FileTree.names(in: runcDirectory))
    }

    /// Call it when no process of the daemon is alive any more. After an orderly end there is nothing to find.
    package func remove() {
        let containers = executedContainers()
        // The last one mounted lies on top.
        for mount in Self.mounts(below: stateDirectory).reversed() where !mountsBefore.contains(mount) {
            _ = umount2(mount, CInt(MNT_DETACH))
        }
        for container in containers {
            removeCgroups(of: container)
            FileTree.remove("\(runcDirectory)/\(container)")
        }
        for executor in executors {
            for container in containers { FileTree.remove("\(executor)/\(container)") }
        }
    }

    /// Where the bundles of RUN steps lie: `ROOT/runc-SNAPSHOTTER/executor/ID`.
    private var executors: [String] {
        FileTree.names(in: stateDirectory).filter { $0.hasPrefix("runc-") }.map { "\(stateDirectory)/\($0)/executor" }
    }

    /// The containers that runc knows and whose bundle lies in our state directory, or did: buildkitd removes the bundle
    /// first, and runc's own record names it.
    private func executedContainers() -> [String] {
        let executors = executors
        return FileTree.names(in: runcDirectory).filter { container in
            guard !containersBefore.contains(container) else { return false }
            if executors.contains(where: { FileTree.isDirectory("\($0)/\(container)") }) { return true }
            return readFile("\(runcDirectory)/\(container)/state.json")?.contains("\(stateDirectory)/") ?? false
        }
    }

    /// A RUN step's cgroup is `…/buildkit/ID` in each hierarchy. Their processes are gone, so they can be removed.
    private func removeCgroups(of container: String) {
        for hierarchy in [""] + FileTree.names(in: "/sys/fs/cgroup").map({ "/\($0)" }) {
            _ = rmdir("/sys/fs/cgroup\(hierarchy)/buildkit/\(container)")
        }
    }

    /// Mount points below a directory, in the order in which they were mounted (proc(5), mountinfo, field 5).
    private static func mounts(below directory: String) -> [String] {
        guard let table = readFile("/proc/self/mountinfo") else { return [] }
        return table.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 5)
            guard fields.count > 4 else { return nil }
            let point = unescaped(fields[4])
            return point.hasPrefix("\(directory)/") ? point : nil
        }
    }

    /// Undoes the kernel's `\040` for a space, and the like.
    private static func unescaped(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), let code = UInt8(String(rest.prefix(3)) ?? "", radix: 8) {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
