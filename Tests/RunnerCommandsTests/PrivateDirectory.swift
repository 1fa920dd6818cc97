import LinuxProcess

/// Gives a test a directory of its own, which is gone when it has ended.
func inPrivateDirectory(_ body: (String) throws -> Void) throws {
    let directory = try FileTree.makePrivateDirectory(in: "/tmp", prefix: "bkci-test.")
    defer { FileTree.remove(directory) }
    try body(directory)
}
