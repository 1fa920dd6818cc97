import Glibc
import LoopbackServer
import Testing

@testable import GitLabAPI

/// Each in a process of its own, whose environment it may change.
@Suite struct ProxyTests {
    @Test func theProxyVariableIsHonoured() async {
        await #expect(processExitsWith: .success) {
            let proxy = try LoopbackServer(.answer(200, "by proxy"))
            setenv("http_proxy", proxy.address, 1)
            let response = try HTTPClient.impatient().get("http://gitlab.invalid/x", token: .personal())
            #expect(response.body == Array("by proxy".utf8))
            #expect(proxy.requests.map(\.target) == ["http://gitlab.invalid/x"])
        }
    }

    @Test func noProxyIsHonoured() async {
        await #expect(processExitsWith: .success) {
            let proxy = try LoopbackServer(.answer(200, "by proxy"))
            let server = try LoopbackServer(.answer(200, "direct"))
            setenv("http_proxy", proxy.address, 1)
            setenv("no_proxy", "127.0.0.1", 1)
            #expect(try HTTPClient.impatient().get(server.address).body == Array("direct".utf8))
            #expect(proxy.requests.isEmpty)
        }
    }

    /// A tunnel is asked for without the token, which is for the server alone.
    @Test func theProxyOfHTTPSSeesNoToken() async {
        await #expect(processExitsWith: .success) {
            let proxy = try LoopbackServer(.answer(403))
            setenv("https_proxy", proxy.address, 1)
            let failure = #expect(throws: HTTPFailure.self) {
                try HTTPClient.impatient().get("https://gitlab.invalid/x", token: .personal())
            }
            #expect(failure != nil)
            let request = try #require(proxy.requests.first)
            #expect(request.method == "CONNECT")
            #expect(request.target == "gitlab.invalid:443")
            #expect(!request.headers.values.contains { $0.contains(secret) })
        }
    }
}
