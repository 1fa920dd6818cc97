import LoopbackServer
import Testing

@testable import GitLabAPI

@Suite struct HTTPClientTests {
    @Test func getsABody() throws {
        let server = try LoopbackServer(.answer(200, "hello"))
        let response = try HTTPClient.impatient().get(server.address + "/x?y=1", token: .personal())
        #expect(response.status == 200)
        #expect(response.body == Array("hello".utf8))
        let request = try #require(server.requests.first)
        #expect(request.target == "/x?y=1")
        #expect(request.headers["private-token"] == secret)
        #expect(request.headers["user-agent"] == "buildkit-ci")
    }

    @Test(arguments: [200, 204, 400, 401, 403, 404, 418])
    func finalStatusesAreNotTriedAgain(_ status: Int) throws {
        let server = try LoopbackServer(.answer(status))
        #expect(try HTTPClient.impatient().get(server.address).status == status)
        #expect(server.requests.count == 1)
    }

    @Test func postsJSON() throws {
        let server = try LoopbackServer(.answer(201, "{}"))
        let address = try #require(WebAddress(server.address + "/lint"))
        let request = HTTPRequest(
            address: address, json: Array(#"{"a":"ü"}"#.utf8), token: AccessToken("job-token", kind: .job),
            sizeLimit: 99)
        #expect(try HTTPClient.impatient().send(request).status == 201)
        let seen = try #require(server.requests.first)
        #expect(seen.method == "POST")
        #expect(seen.body == #"{"a":"ü"}"#)
        #expect(seen.headers["content-type"] == "application/json")
        #expect(seen.headers["job-token"] == "job-token")
        #expect(seen.headers["private-token"] == nil)
    }

    @Test func manyRequestsAtOnce() async throws {
        let server = try LoopbackServer { .answer(200, $0.target) }
        let client = HTTPClient.impatient()
        let address = server.address
        let bodies = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<40 {
                group.addTask { String(decoding: try client.get("\(address)/\(number)").body, as: UTF8.self) }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(bodies == Set((0..<40).map { "/\($0)" }))
    }

    @Test func aSlowServerTimesOutOnce() throws {
        let server = try LoopbackServer(.silence)
        let client = HTTPClient.impatient(milliseconds: 300)
        for _ in 0..<2 {
            let failure = #expect(throws: HTTPFailure.self) { try client.get(server.address) }
            #expect(failure?.reason == .timeout)
            #expect(failure?.message.contains("did not answer") == true)
        }
        // The second attempt fails at once instead of waiting again.
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [LoopbackServer.Reply.endless(200_000), .answer(200, String(repeating: "x", count: 200_000))])
    func tooLargeABody(_ reply: LoopbackServer.Reply) throws {
        let server = try LoopbackServer(reply)
        let failure = #expect(throws: HTTPFailure.self) {
            try HTTPClient.impatient().get(server.address, sizeLimit: 100_000)
        }
        #expect(failure?.reason == .size)
        #expect(
            failure?.message == "the answer of \(server.address) is larger than 100000 bytes, which no configuration is"
        )
    }

    @Test func aBodyOfJustTheLimit() throws {
        let server = try LoopbackServer(.endless(4096))
        #expect(try HTTPClient.impatient().get(server.address, sizeLimit: 4096).body.count == 4096)
    }

    @Test func nobodyListens() throws {
        // A port that was free a moment ago.
        let port = try LoopbackServer(.hangUp).port
        let failure = #expect(throws: HTTPFailure.self) { try HTTPClient.impatient().get("http://127.0.0.1:\(port)/") }
        #expect(failure?.reason == .connect)
    }
}

@Suite struct RetryTests {
    @Test(arguments: [429, 500, 502, 503, 504])
    func aPassingFailureIsTriedAgain(_ status: Int) throws {
        let calls = Counter()
        let server = try LoopbackServer { _ in calls.next() == 1 ? .answer(status) : .answer(200, "ok") }
        let waits = Waits()
        #expect(try HTTPClient.impatient(waits: waits).get(server.address).status == 200)
        #expect(server.requests.count == 2)
        #expect(waits.all.count == 1)
        #expect((0.37...0.63).contains(waits.all.first ?? 0))
    }

    @Test func aLastingFailureIsReported() throws {
        let server = try LoopbackServer(.answer(503))
        let waits = Waits()
        #expect(try HTTPClient.impatient(waits: waits).get(server.address).status == 503)
        #expect(server.requests.count == 3)
        #expect(waits.all.count == 2)
    }

    @Test func retryAfterIsHonoured() throws {
        let calls = Counter()
        let server = try LoopbackServer { _ in
            calls.next() == 1 ? .answer(429, headers: ["Retry-After": "7"]) : .answer(200)
        }
        let waits = Waits()
        #expect(try HTTPClient.impatient(waits: waits).get(server.address).status == 200)
        #expect(waits.all == [7])
    }

    @Test func retryAfterIsBounded() throws {
        let server = try LoopbackServer(.answer(429, headers: ["Retry-After": "3600"]))
        let waits = Waits()
        let response = try HTTPClient.impatient(waits: waits).get(server.address)
        #expect(response.status == 429)
        #expect(response.retryAfter == 3600)
        #expect(server.requests.count == 1)
        #expect(waits.all.isEmpty)
    }

    /// Many includes must not add up to an endless wait.
    @Test func theWaitOfAllRequestsIsBounded() throws {
        let server = try LoopbackServer(.answer(429, headers: ["Retry-After": "20"]))
        let waits = Waits()
        let client = HTTPClient.impatient(waits: waits)
        for _ in 0..<5 { #expect(try client.get(server.address).status == 429) }
        #expect(waits.all == [20, 20, 20])
    }

    @Test func aBrokenConnectionIsTriedAgain() throws {
        let calls = Counter()
        let server = try LoopbackServer { _ in calls.next() < 3 ? .hangUp : .answer(200, "ok") }
        #expect(try HTTPClient.impatient().get(server.address).body == Array("ok".utf8))
        #expect(server.requests.count == 3)
    }
}
