import LoopbackServer
import Testing

@testable import GitLabAPI

@Suite struct RemoteFileTests {
    @Test func noTokenGoesAlong() throws {
        let web = try LoopbackServer(.answer(200, "a: 1"))
        let server = try GitLabServer.on(web, token: .personal())
        #expect(try server.remoteFile(web.address + "/x.yml") == Array("a: 1".utf8))
        #expect(web.requests.first?.headers["private-token"] == nil)
    }

    @Test func integrity() throws {
        let web = try LoopbackServer(.answer(200, "abc"))
        let server = try GitLabServer.on(web)
        let good = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        #expect(try server.remoteFile(web.address, integrity: good) == Array("abc".utf8))
        let bad = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        let failure = #expect(throws: ServerFailure.self) { try server.remoteFile(web.address, integrity: bad) }
        #expect(failure?.kind == .integrity)
        #expect(failure?.message.contains(good) == true)
        let form = #expect(throws: ServerFailure.self) { try server.remoteFile(web.address, integrity: "md5-x") }
        #expect(form?.kind == .request)
    }

    @Test func whatTheCacheHasIsCheckedToo() throws {
        let directory = try TemporaryDirectory()
        let web = try LoopbackServer(.answer(200, "abc"))
        let server = try GitLabServer.on(web, cache: DiskCache(directory: directory.path))
        _ = try server.remoteFile(web.address)
        let bad = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        #expect(throws: ServerFailure.self) { try server.remoteFile(web.address, integrity: bad) }
    }

    @Test func aWrongContentIsNotKept() throws {
        let directory = try TemporaryDirectory()
        let web = try LoopbackServer(.answer(200, "wrong"))
        let server = try GitLabServer.on(web, cache: DiskCache(directory: directory.path))
        let expected = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        #expect(throws: ServerFailure.self) { try server.remoteFile(web.address, integrity: expected) }
        #expect(directory.names.isEmpty)
    }

    @Test func cacheExpiryAndOffline() throws {
        let directory = try TemporaryDirectory()
        let web = try LoopbackServer(.answer(200, "abc"))
        func server(at time: Int, isOffline: Bool = false) throws -> GitLabServer {
            try .on(web, cache: DiskCache(directory: directory.path) { time }, isOffline: isOffline)
        }
        let offline = #expect(throws: ServerFailure.self) {
            try server(at: 0, isOffline: true).remoteFile(web.address + "/x")
        }
        #expect(offline?.kind == .offline)
        #expect(web.requests.isEmpty)
        _ = try server(at: 0).remoteFile(web.address + "/x")
        _ = try server(at: 3599).remoteFile(web.address + "/x")
        #expect(web.requests.count == 1)
        _ = try server(at: 3600).remoteFile(web.address + "/x")
        #expect(web.requests.count == 2)
        #expect(try server(at: 99_999, isOffline: true).remoteFile(web.address + "/x") == Array("abc".utf8))
        #expect(web.requests.count == 2)
    }

    @Test func aKnownHashIsNeverAskedForAgain() throws {
        let directory = try TemporaryDirectory()
        let web = try LoopbackServer(.answer(200, "abc"))
        let good = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
        for time in [0, 999_999] {
            let server = try GitLabServer.on(web, cache: DiskCache(directory: directory.path) { time })
            _ = try server.remoteFile(web.address, integrity: good)
        }
        #expect(web.requests.count == 1)
    }

    @Test func failuresAreNotKept() throws {
        let directory = try TemporaryDirectory()
        let web = try LoopbackServer(.answer(404))
        let server = try GitLabServer.on(web, cache: DiskCache(directory: directory.path))
        for _ in 0..<2 {
            let failure = #expect(throws: ServerFailure.self) { try server.remoteFile(web.address) }
            #expect(failure?.kind == .status(404))
        }
        #expect(web.requests.count == 2)
    }

    @Test func secretsInAnAddressStaySecret() throws {
        let web = try LoopbackServer(.answer(404))
        let server = try GitLabServer.on(web)
        let port = web.port
        let failure = #expect(throws: ServerFailure.self) {
            try server.remoteFile("http://me:\(secret)@127.0.0.1:\(port)/x.yml?private_token=\(secret)")
        }
        #expect(failure?.message == "http://127.0.0.1:\(port)/x.yml?… answers 404")
    }
}
