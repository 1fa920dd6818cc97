import Glibc
import LinuxProcess
import Testing

/// The real programs that the tests use, as found on PATH.
enum Tools {
    /// Debian keeps runc and useradd in directories that are not on every user's PATH.
    private static let directories: [String] = {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        return path.split(separator: ":").map(String.init) + ["/usr/sbin", "/sbin"]
    }()

    /// A PATH on which all tools are that there are.
    static let path = directories.joined(separator: ":")

    static func find(_ name: String) -> String? {
        directories.lazy.map { "\($0)/\(name)" }.first { LocalMachine.isExecutableFile($0) }
    }

    /// - Throws: `Missing`; the conditions of the tests keep that from happening.
    static func require(_ name: String) throws -> String {
        guard let path = find(name) else { throw Missing(names: [name]) }
        return path
    }

    struct Missing: Error, CustomStringConvertible {
        let names: [String]
        var description: String { "not on PATH: \(names.joined(separator: ", "))" }
    }

    static let isRoot = LocalMachine.isRoot

    /// What the rootless tests need and this machine lacks.
    static let missingForRootless: [String] = {
        let programs = ["rootlesskit", "newuidmap", "newgidmap"] + (isRoot ? ["setpriv", "useradd", "userdel"] : [])
        return programs.filter { find($0) == nil }
    }()

    /// Whether busybox runs in an image that holds nothing else: Debian's package busybox-static has that one.
    static let busyboxIsStatic: Bool = {
        guard let path = find("busybox"), let program = try? Files.read(path) else { return false }
        // The path of the dynamic loader stands near the beginning of a program that has one.
        return !program.prefix(4096).contains("/ld-")
    }()
}

extension Trait where Self == ConditionTrait {
    /// Skips, and says which programs are missing.
    static func needs(_ names: String...) -> Self {
        let missing = names.filter { Tools.find($0) == nil }
        return .enabled(if: missing.isEmpty, "not on PATH: \(missing.joined(separator: ", "))")
    }

    static var needsRoot: Self { .enabled(if: Tools.isRoot, "only root can start buildkitd without rootlesskit") }

    static var needsRootless: Self {
        .enabled(
            if: Tools.missingForRootless.isEmpty,
            "rootless builds need programs that are not on PATH: \(Tools.missingForRootless.joined(separator: ", "))")
    }

    static var needsStaticBusybox: Self {
        .enabled(if: Tools.busyboxIsStatic, "the base image needs a static busybox on PATH (Debian: busybox-static)")
    }
}
