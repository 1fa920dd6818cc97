import ArgumentParser
import GitLabAPI
import Testing

@testable import Commands

struct ServerOptionsTests {
    @Test func `nothing is asked unless it is wanted`() throws {
        #expect(try ServerOptions.parse([]).session(environment: [:]) == nil)
        #expect(try ServerOptions.parse(["--offline"]).session(environment: [:]) == nil)
    }

    @Test func `the server and the project come from the job`() throws {
        let environment = ["CI_SERVER_URL": "https://gitlab.example.com:8443", "CI_PROJECT_PATH": "g/p"]
        let job = try #require(try ServerOptions.parse(["--resolve-includes"]).session(environment: environment))
        #expect(job.server.address.hostAndPort == "gitlab.example.com:8443")
        #expect(job.project == "g/p")
        let named = try ServerOptions.parse(["--resolve-includes", "--gitlab-url", "https://h", "--project", "12"])
            .session(environment: environment)
        #expect(named?.server.address.hostAndPort == "h")
        #expect(named?.project == "12")
        let bare = try ServerOptions.parse(["--resolve-includes"]).session(environment: [:])
        #expect(bare?.server.address.hostAndPort == "gitlab.com")
    }

    @Test(arguments: [["--compare-server", "--offline"], ["--gitlab-url", "gitlab.com"], ["--project", ""]])
    func `what cannot work`(arguments: [String]) {
        #expect(throws: (any Error).self) { try ServerOptions.parse(arguments) }
    }

    @Test func `a comparison needs a project`() throws {
        let options = try ServerOptions.parse(["--compare-server"])
        let failure = #expect(throws: CommandFailure.self) { try options.session(environment: [:]) }
        #expect(failure?.status == .usage)
    }

    @Test func `a broken token is named and not shown`() throws {
        let options = try ServerOptions.parse(["--resolve-includes"])
        let failure = #expect(throws: CommandFailure.self) {
            try options.session(environment: ["GITLAB_TOKEN": "glpat-secret\nX: y"])
        }
        #expect(failure?.message.contains("GITLAB_TOKEN") == true)
        #expect(failure?.message.contains("secret") == false)
    }
}
