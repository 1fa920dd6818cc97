import Glibc
import LinuxProcess
import Testing

@Suite final class StateLockTests {
    private let directory: String

    init() throws { directory = try FileTree.makePrivateDirectory(in: "/tmp", prefix: "state-lock-tests.") }

    deinit { FileTree.remove(directory) }

    @Test func withoutAFileNobodyHoldsIt() {
        #expect(StateLock.state(in: directory) == .free)
        #expect(StateLock.state(in: "/no/such/directory") == .free)
    }

    @Test func aHeldLockIsFoundWithItsHolder() throws {
        let raw = open(StateLock.path(in: directory), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        #expect(StateLock.state(in: directory) == .free)
        #expect(flock(raw, LOCK_EX | LOCK_NB) == 0)
        #expect(StateLock.state(in: directory) == .held(by: getpid()))
        #expect(StateLock.holder(in: directory) == getpid())
        _ = close(raw)
        #expect(StateLock.state(in: directory) == .free)
        #expect(StateLock.holder(in: directory) == nil)
    }

    @Test func lookingDoesNotTakeIt() throws {
        let raw = open(StateLock.path(in: directory), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { _ = close(raw) }
        #expect(StateLock.state(in: directory) == .free)
        #expect(flock(raw, LOCK_EX | LOCK_NB) == 0)
    }

    @Test func aDirectoryIsClaimedOnce() throws {
        let claim = try #require(StateLock.claim(directory))
        #expect(StateLock.claim(directory) == nil)
        #expect(FileTree.names(in: directory) == [])
        _ = close(claim)
        let again = try #require(StateLock.claim(directory))
        _ = close(again)
        #expect(StateLock.claim("/no/such/directory") == nil)
    }
}
