import LoopbackServer
import Testing

@testable import GitLabAPI

private let sha = "0123456789abcdef0123456789abcdef01234567"

@Suite struct GitLabServerTests {
    @Test func aFileOfAProject() throws {
        let web = try LoopbackServer { request in
            request.target.contains("/commits/") ? .answer(200, #"{"id":"\#(sha)","title":"x"}"#) : .answer(200, "a: 1")
        }
        let server = try GitLabServer.on(web, token: .personal())
        let commit = try server.commit("feature/x", of: "group/sub/project")
        #expect(commit == sha)
        let file = try server.file("ci/build job.yml", of: "group/sub/project", at: commit)
        #expect(file.content == Array("a: 1".utf8))
        #expect(
            web.requests.map(\.target) == [
                "/api/v4/projects/group%2Fsub%2Fproject/repository/commits/feature%2Fx",
                "/api/v4/projects/group%2Fsub%2Fproject/repository/files/ci%2Fbuild%20job.yml/raw?ref=\(sha)",
            ])
        #expect(web.requests.allSatisfy { $0.headers["private-token"] == secret })
    }

    @Test func aWholeHashIsNotAskedFor() throws {
        let web = try LoopbackServer(.answer(500))
        #expect(try GitLabServer.on(web).commit(sha.uppercased(), of: "a/b") == sha)
        #expect(web.requests.isEmpty)
    }

    @Test func theFileOfACommitIsKeptForEver() throws {
        let directory = try TemporaryDirectory()
        let web = try LoopbackServer(.answer(200, "a: 1"))
        for time in [0, 9_999_999] {
            let server = try GitLabServer.on(web, cache: DiskCache(directory: directory.path) { time })
            _ = try server.file("x.yml", of: "a/b", at: sha)
        }
        #expect(web.requests.count == 1)
    }

    @Test func theListOfFilesIsReadByPages() throws {
        let web = try LoopbackServer { request in
            let count = request.target.hasSuffix("page=1") ? 100 : 3
            let items = (0..<count).map { #"{"path":"d/\#(count)-\#($0).yml","type":"\#($0 == 0 ? "tree" : "blob")"}"# }
            return .answer(200, "[" + items.joined(separator: ",") + "]")
        }
        let paths = try GitLabServer.on(web).paths(of: "a/b", at: sha)
        #expect(paths.count == 101)
        #expect(paths == paths.sorted())
        #expect(web.requests.count == 2)
    }

    @Test(arguments: ["", "a//b", "../b", "a/..", "/a/b"])
    func whatIsNoProject(_ project: String) throws {
        let web = try LoopbackServer(.answer(200))
        let server = try GitLabServer.on(web)
        let failure = #expect(throws: ServerFailure.self) { try server.commit("main", of: project) }
        #expect(failure?.kind == .request)
        #expect(web.requests.isEmpty)
    }

    @Test func aServerBelowAPath() throws {
        let web = try LoopbackServer(.answer(200, #"{"id":"\#(sha)"}"#))
        let address = try #require(WebAddress(web.address + "/gitlab/"))
        let server = GitLabServer(address: address, token: nil, client: .impatient(), cache: nil)
        _ = try server.commit(nil, of: "a/b")
        #expect(web.requests.map(\.target) == ["/gitlab/api/v4/projects/a%2Fb/repository/commits/HEAD"])
    }

    @Test(arguments: [
        (401, #"{"message":"401 Unauthorized"}"#, ServerFailure.Kind.unauthorized, "GITLAB_TOKEN is valid"),
        (
            403, #"{"error":"insufficient_scope","error_description":"needs \#(secret)"}"#, .unauthorized,
            "403 (needs [masked])"
        ),
        (404, #"{"message":"404 Project Not Found"}"#, .projectNotFound, "no such project, or no access"),
        (404, #"{"message":"404 Commit Not Found"}"#, .referenceNotFound, "check the branch, tag or commit"),
        (404, #"{"message":"404 File Not Found"}"#, .fileNotFound, "check the path of the file"),
        (404, "<html>", .notFound, "check the address of the server"),
        (429, "", .rateLimited, "try again later"),
        (502, "", .server, "try again later"),
        (418, "", .answer, "not expected"),
        (200, "<html>", .answer, "check the address of the server"),
        (200, #"{"id":"main"}"#, .answer, "has no hash"),
    ])
    func failuresInWords(_ status: Int, _ body: String, _ kind: ServerFailure.Kind, _ words: String) throws {
        let web = try LoopbackServer(.answer(status, body))
        let server = try GitLabServer.on(web, token: .personal())
        let failure = #expect(throws: ServerFailure.self) { try server.commit("main", of: "a/b") }
        #expect(failure?.kind == kind)
        #expect(failure?.message.contains(words) == true, "\(failure?.message ?? "")")
        #expect(failure?.message.contains(secret) == false)
    }

    @Test func adviceDependsOnTheToken() throws {
        let web = try LoopbackServer(.answer(404, #"{"message":"404 Project Not Found"}"#))
        func message(_ token: AccessToken?) throws -> String {
            let server = try GitLabServer.on(web, token: token)
            return #expect(throws: ServerFailure.self) { try server.commit("main", of: "a/b") }?.message ?? ""
        }
        #expect(try message(nil).contains("set GITLAB_TOKEN to a token with the scope read_api"))
        #expect(try message(AccessToken("job", kind: .job)).contains("job token settings"))
        #expect(try message(.personal()).contains("the token in GITLAB_TOKEN is valid"))
    }

    @Test func aTokenLostByARedirectIsNamed() throws {
        let other = try LoopbackServer(.answer(401))
        let web = try LoopbackServer(.answer(302, headers: ["Location": other.address]))
        let server = try GitLabServer.on(web, token: .personal())
        let failure = #expect(throws: ServerFailure.self) { try server.commit("main", of: "a/b") }
        #expect(failure?.message.contains("give the final address as --gitlab-url") == true)
    }

    @Test func templates() throws {
        let web = try LoopbackServer { request in
            request.target == "/api/v4/templates/gitlab_ci_ymls/C%2B%2B" || request.target.hasSuffix("/Docker")
                ? .answer(200, #"{"name":"Docker","content":"build:\n  script: x\n"}"#)
                : .answer(404, #"{"message":"404 Template Not Found"}"#)
        }
        let server = try GitLabServer.on(web)
        #expect(try server.template("Docker.gitlab-ci.yml") == Array("build:\n  script: x\n".utf8))
        let missing = #expect(throws: ServerFailure.self) { try server.template("Nothing.gitlab-ci.yml") }
        #expect(missing?.kind == .templateNotFound)
        let wrong = #expect(throws: ServerFailure.self) { try server.template("Docker.yml") }
        #expect(wrong?.kind == .templateNotFound)
        let folder = #expect(throws: ServerFailure.self) { try server.template("Jobs/Build.gitlab-ci.yml") }
        #expect(
            folder?.message
                == "GitLab's API does not give out templates in folders, such as \"Jobs/Build.gitlab-ci.yml\"")
    }
}

@Suite struct LintTests {
    @Test func aVerdict() throws {
        let answer = """
            {"valid":false,"merged_yaml":null,"errors":["jobs:a config ü"],"warnings":["w"],
             "jobs":[{"name":"a","stage":"test","script":["x"],"when":"on_success","environment":null}],"includes":[]}
            """
        let web = try LoopbackServer(.answer(200, answer))
        let report = try GitLabServer.on(web, token: .personal()).lint(
            "a:\n  script: \"ü\"\n", in: "g/p", reference: "main", isDryRun: true)
        #expect(!report.valid)
        #expect(report.errors == ["jobs:a config ü"])
        #expect(report.warnings == ["w"])
        #expect(report.jobs?.map(\.name) == ["a"])
        #expect(report.mergedYAML == nil)
        let request = try #require(web.requests.first)
        #expect(request.method == "POST")
        #expect(request.target == "/api/v4/projects/g%2Fp/ci/lint")
        for part in [#""dry_run":true"#, #""include_jobs":true"#, #""ref":"main""#, #"a:\n  script: \"ü\"\n"#] {
            #expect(request.body.contains(part))
        }
    }

    @Test func offlineNothingIsAsked() throws {
        let web = try LoopbackServer(.answer(200, "{}"))
        let server = try GitLabServer.on(web, isOffline: true)
        let failure = #expect(throws: ServerFailure.self) { try server.lint("a: 1", in: "g/p") }
        #expect(failure?.kind == .offline)
        #expect(web.requests.isEmpty)
    }
}
