import FileWriting
import Glibc
import LinuxProcess
import Testing

@Suite struct AtomicFileTests {
    private func inDirectory(_ body: (String) throws -> Void) throws {
        let directory = try FileTree.makePrivateDirectory(in: "/tmp", prefix: "bkci-test.")
        defer { FileTree.remove(directory) }
        try body(directory)
    }

    private func mode(of path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    @Test func aSecretFileIsTheOwnersOnly() throws {
        try inDirectory { directory in
            let path = "\(directory)/config.json"
            try AtomicFile.write("old".utf8, to: path)
            chmod(path, 0o644)
            try AtomicFile.write("new".utf8, to: path, access: .ownerOnly)
            #expect(mode(of: path) == 0o600 && readFile(path) == "new")
            #expect(FileTree.names(in: directory) == ["config.json"])
        }
    }

    @Test func modesAndLinksStay() throws {
        try inDirectory { directory in
            try AtomicFile.write("old".utf8, to: "\(directory)/target")
            chmod("\(directory)/target", 0o640)
            symlink("target", "\(directory)/link")
            try AtomicFile.write("new".utf8, to: "\(directory)/link")
            #expect(readFile("\(directory)/target") == "new" && mode(of: "\(directory)/target") == 0o640)
            #expect(FileTree.names(in: directory) == ["link", "target"])
        }
    }

    @Test func whatIsNoFileStaysWhatItIs() throws {
        try inDirectory { directory in
            let path = "\(directory)/pipe"
            try #require(mkfifo(path, 0o600) == 0)
            let reader = Descriptor(owning: open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC))
            try AtomicFile.checkCanWrite(path)
            try AtomicFile.write("text".utf8, to: path)
            var buffer = [UInt8](repeating: 0, count: 10)
            let read = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
            #expect(read == .bytes(4) && buffer.prefix(4) == Array("text".utf8)[...])
            #expect(FileTree.names(in: directory) == ["pipe"])
            try AtomicFile.checkCanWrite("/dev/null")
            try AtomicFile.write("text".utf8, to: "/dev/null")
            var status = stat()
            #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
        }
    }

    @Test func whatCannotBeWrittenIsKnownBefore() throws {
        try inDirectory { directory in
            #expect(throws: AtomicFile.Failure.self) { try AtomicFile.checkCanWrite("\(directory)/missing/file") }
            try AtomicFile.checkCanWrite("\(directory)/new")
            try AtomicFile.checkCanWrite("file-of-the-current-directory")
            #expect(FileTree.names(in: directory).isEmpty)
        }
    }

    @Test func aFailureLeavesNothing() throws {
        try inDirectory { directory in
            mkdir("\(directory)/taken", 0o755)
            #expect(throws: AtomicFile.Failure(path: "\(directory)/taken", code: EISDIR)) {
                try AtomicFile.write("x".utf8, to: "\(directory)/taken")
            }
            #expect(throws: AtomicFile.Failure(path: "\(directory)/no/file", code: ENOENT)) {
                try AtomicFile.write("x".utf8, to: "\(directory)/no/file")
            }
            #expect(FileTree.names(in: directory) == ["taken"])
        }
    }
}
