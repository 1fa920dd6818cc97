import Glibc

/// Facts about the machine and this process.
package enum LocalMachine {
    package static var isRoot: Bool { geteuid() == 0 }

    /// The user's name. Read by hand: a static program must not use the name service for it.
    package static var userName: String? {
        let id = "\(geteuid())"
        for line in readFile("/etc/passwd")?.split(separator: "\n") ?? [] {
            let fields = line.split(separator: ":", omittingEmptySubsequences: false)
            if fields.count > 2 && fields[2] == id { return String(fields[0]) }
        }
        return nil
    }

    package static var currentDirectory: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let base = buffer.baseAddress, getcwd(base, buffer.count) != nil else { return "/" }
            return String(cString: base)
        }
    }

    /// `NAME=value`, in the order in which they came.
    package static var environment: [String] {
        var entries: [String] = []
        var pointer = environ
        while let entry = pointer.pointee {
            entries.append(String(cString: entry))
            pointer += 1
        }
        return entries
    }

    /// Nanoseconds since 1970-01-01T00:00:00Z by the system's clock.
    package static var clockNanoseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    package static func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    package static func isExecutableFile(_ path: String) -> Bool {
        access(path, X_OK) == 0 && !FileTree.isDirectory(path)
    }

    /// Whether a connection to a unix socket is accepted.
    package static func listens(onSocket path: String) -> Bool {
        guard let socket = try? makeSocket(AF_UNIX, SOCK_STREAM) else { return false }
        return (try? SocketAddress.unix(path: path).connect(socket.rawValue)) != nil
    }
}
