import BuildKit

/// Where the private directory of a run is made, in which the daemon's socket lies.
struct RunDirectoryChoice {
    /// Its name without the random part.
    static let prefix = "buildkit-run."
    static let socketName = "buildkitd.sock"
    /// What `buildkitd` accepts as the path of a unix socket, in bytes.
    static let socketPathLimit = 104

    let environment: [String: String]
    let machine: Machine

    /// Where temporary files go by default: `TMPDIR`, else `/tmp`.
    var temporaryDirectory: String { stated(.temporaryDirectory) ?? "/tmp" }

    /// The directory for temporary files, the user's runtime directory, or a short directory that is everywhere: the first
    /// in which this process may write and whose path leaves room for a socket's.
    func parent() throws(PlanError) -> String {
        let candidates =
            [temporaryDirectory, "/tmp"] + [stated(.xdgRuntimeDir)].compactMap(\.self) + [
                "/run", "/var/tmp", "/dev/shm",
            ]
        for candidate in candidates where Self.fits(candidate) && machine.isWritableDirectory(candidate) {
            return candidate
        }
        throw PlanError(
            code: .configuration,
            message: "no directory for the socket of buildkitd: none of \(candidates.joined(separator: ", ")) can be "
                + "written to and has at most \(Self.longestParent) bytes; set TMPDIR to one that does")
    }

    private static var longestParent: Int { socketPathLimit - "/\(prefix)XXXXXX/\(socketName)".utf8.count }

    private func stated(_ variable: RunnerVariable) -> String? {
        guard var path = environment[variable.rawValue], path.hasPrefix("/") else { return nil }
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        return path
    }

    private static func fits(_ directory: String) -> Bool { directory.utf8.count <= longestParent }
}
