import LoopbackServer
import Testing

@testable import GitLabAPI

@Suite struct RedirectTests {
    @Test(arguments: [301, 302, 303, 307, 308])
    func withinTheServerTheTokenGoesAlong(_ status: Int) throws {
        let server = try LoopbackServer { request in
            request.target == "/old" ? .answer(status, headers: ["Location": "/new"]) : .answer(200, "moved")
        }
        let response = try HTTPClient.impatient().get(server.address + "/old", token: .personal())
        #expect(response.body == Array("moved".utf8))
        #expect(!response.lostToken)
        #expect(server.requests.map { $0.headers["private-token"] } == [secret, secret])
    }

    /// Another port is another server, too.
    @Test func anotherServerGetsNoToken() throws {
        let other = try LoopbackServer(.answer(200, "other"))
        let server = try LoopbackServer(.answer(302, headers: ["Location": other.address + "/x"]))
        let response = try HTTPClient.impatient().get(server.address, token: .personal())
        #expect(response.body == Array("other".utf8))
        #expect(response.lostToken)
        let request = try #require(other.requests.first)
        #expect(!request.headers.values.contains { $0.contains(secret) })
    }

    @Test func theTokenDoesNotComeBack() throws {
        let first = LateAddress()
        let other = try LoopbackServer { _ in .answer(302, headers: ["Location": first.address + "/end"]) }
        let server = try LoopbackServer { request in
            request.target == "/end" ? .answer(200) : .answer(302, headers: ["Location": other.address])
        }
        first.address = server.address
        _ = try HTTPClient.impatient().get(server.address, token: .personal())
        #expect(server.requests.map { $0.headers["private-token"] } == [secret, nil])
    }

    @Test func tooMany() throws {
        let server = try LoopbackServer(.answer(302, headers: ["Location": "/again"]))
        let failure = #expect(throws: HTTPFailure.self) { try HTTPClient.impatient().get(server.address) }
        #expect(failure?.reason == .redirect)
        #expect(server.requests.count == 6)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/"])
    func toAnotherProtocol(_ target: String) throws {
        let server = try LoopbackServer(.answer(302, headers: ["Location": target]))
        let failure = #expect(throws: HTTPFailure.self) { try HTTPClient.impatient().get(server.address) }
        #expect(failure?.reason == .redirect)
    }

    @Test func aPostIsNotTurnedIntoAGet() throws {
        let server = try LoopbackServer(.answer(301, headers: ["Location": "/new"]))
        let address = try #require(WebAddress(server.address))
        let failure = #expect(throws: HTTPFailure.self) {
            try HTTPClient.impatient().send(HTTPRequest(address: address, json: [], sizeLimit: 99))
        }
        #expect(failure?.message.contains("use that address") == true)
    }
}
