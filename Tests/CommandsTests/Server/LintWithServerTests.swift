import Foundation
import LoopbackServer
import Testing

/// The whole program against a fake GitLab.
struct LintWithServerTests {
    private func cli(_ gitlab: FakeGitLab) throws -> CLI {
        var cli = try CLI()
        cli.variables = [
            "CI_SERVER_URL": gitlab.web.address, "GITLAB_TOKEN": "glpat-very-secret",
            "XDG_CACHE_HOME": cli.directory.url.path() + "cache",
        ]
        return cli
    }

    @Test func `includes are fetched, kept, and had offline`() throws {
        let gitlab = try FakeGitLab(["/ci.yml": "a:\n  script: x\n  needs: [b]\n"])
        let cli = try cli(gitlab)
        try cli.write("include: \(gitlab.web.address)/ci.yml\n", to: "ci.yml")
        let without = try cli.run("lint", "ci.yml")
        #expect(without.status == 0)
        #expect(without.error.contains("incomplete"))
        #expect(gitlab.web.requests.isEmpty)

        let online = try cli.run("lint", "--resolve-includes", "ci.yml")
        #expect(online.status == 1, "\(online)")
        #expect(online.output.contains("undefined need: b"))
        #expect(gitlab.web.requests.count == 1)

        let offline = try cli.run("lint", "--resolve-includes", "--offline", "ci.yml")
        #expect(offline == online)
        #expect(gitlab.web.requests.count == 1)
    }

    @Test func `offline without a cache is incomplete`() throws {
        let gitlab = try FakeGitLab([:])
        let cli = try cli(gitlab)
        try cli.write("include: \(gitlab.web.address)/ci.yml\na:\n  script: x\n", to: "ci.yml")
        let result = try cli.run("lint", "--resolve-includes", "--offline", "ci.yml")
        #expect(result.status == 0)
        #expect(result.error.contains("is not in the cache; run once without --offline to put it there"))
        #expect(gitlab.web.requests.isEmpty)
    }

    @Test func `the server's verdict decides`() throws {
        let gitlab = try FakeGitLab([
            "/projects/g%2Fp/ci/lint": #"{"valid":false,"errors":["a job: the server knows better"],"warnings":[]}"#
        ])
        let cli = try cli(gitlab)
        try cli.write("a:\n  script: x\n", to: "ci.yml")
        let result = try cli.run("lint", "--compare-server", "--project", "g/p", "ci.yml")
        #expect(result.status == 1, "\(result)")
        #expect(result.output.contains("the server knows better"))
        #expect(gitlab.web.requests.first?.headers["private-token"] == "glpat-very-secret")
    }

    @Test func `a server that refuses the token is 3, and the token is not shown`() throws {
        let gitlab = try FakeGitLab([:], else: .answer(401, #"{"message":"no: glpat-very-secret"}"#))
        let cli = try cli(gitlab)
        try cli.write("a:\n  script: x\n", to: "ci.yml")
        let result = try cli.run("lint", "--compare-server", "--project", "g/p", "ci.yml")
        #expect(result.status == 3)
        #expect(result.error.contains("see that the token in GITLAB_TOKEN is valid"))
        #expect(!(result.error + result.output).contains("glpat-very-secret"))
    }
}
