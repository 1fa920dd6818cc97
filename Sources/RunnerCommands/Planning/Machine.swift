import LinuxProcess

/// What a plan depends on beside the command line and the environment. A value of functions, so that tests can make one.
struct Machine: Sendable {
    var isRoot: @Sendable () -> Bool
    /// The user's name by `/etc/passwd`, if there is an entry.
    var userName: @Sendable () -> String?
    var currentDirectory: @Sendable () -> String
    var fileExists: @Sendable (String) -> Bool
    var isExecutableFile: @Sendable (String) -> Bool
    var isDirectory: @Sendable (String) -> Bool
    var isWritableDirectory: @Sendable (String) -> Bool
    /// The text of a small file, or `nil` if it cannot be read.
    var contents: @Sendable (String) -> String?
    /// Whether something listens on a unix socket.
    var listens: @Sendable (_ socketPath: String) -> Bool

    /// The machine that this process runs on.
    static let live = Machine(
        isRoot: { LocalMachine.isRoot },
        userName: { LocalMachine.userName },
        currentDirectory: { LocalMachine.currentDirectory },
        fileExists: { LocalMachine.fileExists($0) },
        isExecutableFile: { LocalMachine.isExecutableFile($0) },
        isDirectory: { FileTree.isDirectory($0) },
        isWritableDirectory: { FileTree.isWritableDirectory($0) },
        contents: { readFile($0) },
        listens: { LocalMachine.listens(onSocket: $0) })
}
