import Glibc
import LinuxProcess
import Testing

@Suite final class FileTreeTests {
    private let root: String

    init() throws { root = try FileTree.makePrivateDirectory(in: "/tmp", prefix: "file-tree-tests.") }

    deinit { FileTree.remove(root) }

    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o777 : 0
    }

    private func touch(_ path: String) { _ = close(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)) }

    @Test func privateDirectoriesAreClosedToOthersAndDiffer() throws {
        let one = try FileTree.makePrivateDirectory(in: root, prefix: "a.")
        let other = try FileTree.makePrivateDirectory(in: root, prefix: "a.")
        #expect(one != other)
        #expect(one.hasPrefix("\(root)/a.") && one.utf8.count == "\(root)/a.".utf8.count + 6)
        #expect(mode(one) == 0o700)
        #expect(throws: SystemError.self) { try FileTree.makePrivateDirectory(in: "\(root)/none", prefix: "a.") }
    }

    @Test func missingParentsAreMadeAndNamedOutermostFirst() throws {
        #expect(try FileTree.makeDirectories("\(root)/a/b/c") == ["\(root)/a", "\(root)/a/b", "\(root)/a/b/c"])
        #expect(try FileTree.makeDirectories("\(root)/a/b/c") == [])
        #expect(mode("\(root)/a/b") == 0o700)
        touch("\(root)/file")
        #expect(throws: SystemError.self) { try FileTree.makeDirectories("\(root)/file/x") }
    }

    @Test func aTreeIsRemovedWithoutFollowingLinks() throws {
        try FileTree.makeDirectories("\(root)/tree/deep/deeper")
        try FileTree.makeDirectories("\(root)/kept")
        touch("\(root)/kept/file")
        touch("\(root)/tree/deep/file")
        symlink("\(root)/kept", "\(root)/tree/link")
        symlink("/nowhere", "\(root)/tree/dangling")
        mkfifo("\(root)/tree/pipe", 0o600)
        FileTree.remove("\(root)/tree")
        FileTree.remove("\(root)/never-was")
        #expect(FileTree.names(in: root) == ["kept"])
        #expect(FileTree.names(in: "\(root)/kept") == ["file"])
    }

    @Test func onlyEmptyDirectoriesAreRemovedIfEmpty() throws {
        try FileTree.makeDirectories("\(root)/full/empty")
        touch("\(root)/full/file")
        FileTree.removeIfEmpty(["\(root)/full/empty", "\(root)/full"])
        #expect(FileTree.names(in: root) == ["full"])
        #expect(FileTree.names(in: "\(root)/full") == ["file"])
    }

    @Test func directoriesAreTold() throws {
        touch("\(root)/file")
        symlink(root, "\(root)/link")
        #expect(FileTree.isDirectory(root) && FileTree.isDirectory("\(root)/link"))
        #expect(!FileTree.isDirectory("\(root)/file") && !FileTree.isDirectory("\(root)/none"))
        #expect(FileTree.isWritableDirectory(root) && !FileTree.isWritableDirectory("\(root)/file"))
        #expect(FileTree.names(in: "\(root)/none") == [])
    }

    @Test func smallFilesAreRead() throws {
        let raw = open("\(root)/text", O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        writeAll(String(repeating: "line ü\n", count: 5000).utf8, to: raw)
        _ = close(raw)
        #expect(readFile("\(root)/text") == String(repeating: "line ü\n", count: 5000))
        #expect(readFile("\(root)/none") == nil)
        #expect(readFile(root) == nil)
    }
}
