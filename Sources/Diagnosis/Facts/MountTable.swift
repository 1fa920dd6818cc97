/// What is mounted where: `/proc/self/mountinfo` (proc_pid_mountinfo(5)).
package struct MountTable: Equatable, Sendable {
    package struct Mount: Equatable, Sendable {
        package let point: String
        /// Those of the mount itself, such as `ro`, `nosuid`.
        package let options: [String]
        package let type: String
        /// Those of the file system.
        package let superOptions: [String]

        /// Whether nothing can be written through it.
        package var isReadOnly: Bool { options.contains("ro") || superOptions.contains("ro") }
    }

    /// In the order of mounting.
    package let mounts: [Mount]

    package init(_ mountinfo: String) {
        mounts = mountinfo.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 6, let dash = fields.dropFirst(6).firstIndex(of: "-"), dash + 1 < fields.count else {
                return nil
            }
            return Mount(
                point: Self.unescaped(fields[4]), options: fields[5].split(separator: ",").map(String.init),
                type: String(fields[dash + 1]),
                superOptions: dash + 3 < fields.count ? fields[dash + 3].split(separator: ",").map(String.init) : [])
        }
    }

    /// The mount on which a path lies.
    ///
    /// - Parameter path: absolute, without symbolic links.
    package func mount(of path: String) -> Mount? {
        var best: Mount?
        for mount in mounts where Self.contains(mount.point, path) && mount.point.count >= best?.point.count ?? 0 {
            best = mount
        }
        return best
    }

    /// What is mounted over parts of `/proc`, by which a container runtime masks them or makes them read-only. Then the
    /// kernel lets nobody mount a fresh `/proc` in a user namespace.
    package var masksOfProc: [String] {
        Set(mounts.map(\.point).filter { $0.hasPrefix("/proc/") && $0 != "/proc/sys/fs/binfmt_misc" }).sorted()
    }

    private static func contains(_ directory: String, _ path: String) -> Bool {
        directory == "/" || path == directory || path.hasPrefix("\(directory)/")
    }

    /// Spaces and the like stand there as three octal digits: `\040`.
    private static func unescaped(_ field: Substring) -> String {
        guard field.contains("\\") else { return String(field) }
        var bytes: [UInt8] = []
        var rest = field.utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.count >= 3,
                let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
