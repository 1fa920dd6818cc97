import Foundation
import LoopbackServer
import Testing

/// The proxy variables of the environment, as the whole program honours them.
struct ProxyTests {
    private static let token = "glpat-very-secret"

    private func lint(_ include: String, _ variables: [String: String]) throws -> CLI.Result {
        var cli = try CLI()
        cli.variables = ["GITLAB_TOKEN": Self.token, "XDG_CACHE_HOME": cli.directory.url.path() + "cache"]
        cli.variables.merge(variables) { $1 }
        try cli.write("include: \(include)\n", to: "ci.yml")
        return try cli.run("lint", "--no-rules", "--resolve-includes", "ci.yml")
    }

    @Test func `the proxy is asked for the whole address`() throws {
        let proxy = try LoopbackServer(.answer(200, "a:\n  script: x\n"))
        let result = try lint("http://gitlab.invalid/x.yml", ["http_proxy": proxy.address])
        #expect(result == CLI.Result(status: 0, output: "", error: ""))
        #expect(proxy.requests.map(\.target) == ["http://gitlab.invalid/x.yml"])
    }

    @Test func `no_proxy is honoured`() throws {
        let proxy = try LoopbackServer(.answer(200, "by: proxy"))
        let server = try LoopbackServer(.answer(200, "a:\n  script: x\n"))
        let result = try lint(
            "\(server.address)/x.yml", ["http_proxy": proxy.address, "no_proxy": "127.0.0.1"])
        #expect(result == CLI.Result(status: 0, output: "", error: ""))
        #expect(proxy.requests.isEmpty)
    }

    /// A tunnel is asked for without the token, which is for the server alone.
    @Test func `the proxy of HTTPS sees no token`() throws {
        let proxy = try LoopbackServer(.answer(403))
        let variables = ["https_proxy": proxy.address, "CI_SERVER_URL": "https://gitlab.invalid"]
        let result = try lint("{project: g/p, file: x.yml}", variables)
        #expect(result.error.contains("incomplete"), "\(result)")
        let request = try #require(proxy.requests.first)
        #expect(request.method == "CONNECT")
        #expect(request.target == "gitlab.invalid:443")
        #expect(!request.headers.values.contains { $0.contains(Self.token) })
    }
}
