import Glibc
import LinuxProcess

/// A build context with a root file system that needs no pull: a static busybox and its names.
struct Context {
    let path: String

    init(in sandbox: Sandbox, dockerfile: String) throws {
        path = "\(sandbox.path)/context"
        try FileTree.makeDirectories("\(path)/rootfs/bin")
        if !Files.exists("\(path)/rootfs/bin/busybox") {
            try Files.copy(try Tools.require("busybox"), to: "\(path)/rootfs/bin/busybox")
            for name in ["sh", "sleep", "echo", "cat", "true", "ln"] {
                _ = symlink("busybox", "\(path)/rootfs/bin/\(name)")
            }
        }
        for directory in ["", "/rootfs", "/rootfs/bin"] { _ = chmod(path + directory, 0o755) }
        try Files.write("hello\n", to: "\(path)/hello")
        try Files.write("FROM scratch\nADD rootfs /\n" + dockerfile, to: "\(path)/Dockerfile")
    }

    /// What comes after `buildctl build`.
    var arguments: [String] {
        [
            "--progress=plain", "--frontend", "dockerfile.v0", "--local", "context=\(path)", "--local",
            "dockerfile=\(path)",
        ]
    }

    /// A build that lasts until it is cancelled, with a process below the first process of the container.
    static func endless(in sandbox: Sandbox) throws -> (context: Context, marker: String) {
        // A number of seconds that no other process has as its argument.
        let marker = "31\(sandbox.path.utf8.suffix(6).reduce(0) { $0 * 7 + Int($1) })"
        return (try Context(in: sandbox, dockerfile: "RUN sleep \(marker) & sleep \(marker)\n"), marker)
    }
}
