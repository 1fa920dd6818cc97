import Testing

@testable import GitLabAPI

@Suite struct AccessTokenTests {
    let server: WebAddress

    init() throws { server = try #require(WebAddress("https://gitlab.example.com")) }

    @Test func thePersonalTokenGoesFirst() throws {
        let variables = [
            "GITLAB_TOKEN": secret, "CI_JOB_TOKEN": "other", "CI_SERVER_URL": "https://gitlab.example.com",
        ]
        #expect(try AccessToken.find(in: variables, for: server)?.kind == .personal)
    }

    @Test func theJobTokenIsForTheJobsServerAlone() throws {
        var variables = ["CI_JOB_TOKEN": "other", "CI_SERVER_URL": "https://GitLab.example.com:443/"]
        #expect(try AccessToken.find(in: variables, for: server)?.kind == .job)
        variables["CI_SERVER_URL"] = "https://gitlab.com"
        #expect(try AccessToken.find(in: variables, for: server) == nil)
        variables["CI_SERVER_URL"] = nil
        #expect(try AccessToken.find(in: variables, for: server) == nil)
    }

    @Test(arguments: ["a\r\nX-Other: b", "a b", "tökén"])
    func whatCannotBeAToken(_ text: String) {
        let failure = #expect(throws: ServerFailure.self) {
            try AccessToken.find(in: ["GITLAB_TOKEN": text], for: server)
        }
        #expect(failure?.message.contains(text) == false)
    }

    @Test func nothingPrintsIt() throws {
        let token = try AccessToken.personal()
        var dumped = ""
        dump([token], to: &dumped)
        #expect(!"\(token) \(String(reflecting: token)) \([token]) \(dumped)".contains(secret))
    }
}
