import Foundation
import Glibc

/// The real programs that end-to-end tests run.
enum RealTools {
    /// The path with the directories in which Debian keeps runc.
    static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin:/sbin"

    static var areInstalled: Bool {
        geteuid() == 0 && ["buildkitd", "buildctl", "runc", "docker-registry", "curl"].allSatisfy { find($0) != nil }
    }

    /// The runner that `.ci/test` has built.
    static let runner = ProcessInfo.processInfo.environment["BUILDKIT_RUN"]

    static func find(_ name: String) -> URL? {
        path.split(separator: ":").map { URL(filePath: String($0)).appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    /// A port of the loopback interface that was free a moment ago.
    static func freePort() -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = bind(descriptor, $0, length)
                _ = getsockname(descriptor, $0, &length)
            }
        }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Starts a program that stays, with its output thrown away.
    static func start(_ name: String, _ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = find(name)
        process.arguments = arguments
        process.environment = ["PATH": path, "HOME": "/root"]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    static func stop(_ process: Process) {
        process.terminate()
        process.waitUntilExit()
    }
}
