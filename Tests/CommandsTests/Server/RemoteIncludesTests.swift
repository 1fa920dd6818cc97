import GitLabCI
import LoopbackServer
import Testing

@testable import Commands

struct RemoteIncludesTests {
    private func jobs(_ report: PipelineReport) -> [String] { report.errors + report.jobs }

    @Test func `a remote file`() throws {
        let gitlab = try FakeGitLab(["/ci.yml": "a:\n  script: x\n"])
        let (report, _) = try gitlab.report(on: "include: \(gitlab.web.address)/ci.yml\nb:\n  script: y\n")
        #expect(jobs(report) == ["a", "b"])
        #expect(report.isComplete)
    }

    @Test(arguments: [403, 404, 410])
    func `a remote file that is refused`(status: Int) throws {
        let gitlab = try FakeGitLab([:], else: .answer(status))
        let address = gitlab.web.address + "/ci.yml"
        let (report, _) = try gitlab.report(on: "include: \(address)\nb:\n  script: y\n")
        #expect(
            report.errors == ["Remote file `\(address)` could not be fetched because of HTTP code `\(status)` error!"])
    }

    @Test func `an unreachable server makes the result incomplete`() throws {
        let port = try LoopbackServer(.hangUp).port
        let gitlab = try FakeGitLab([:])
        let (report, _) = try gitlab.report(on: "include: http://127.0.0.1:\(port)/ci.yml\nb:\n  script: y\n")
        #expect(report.errors == [])
        #expect(!report.isComplete)
        #expect(report.missing.first?.reason.contains("no connection to http://127.0.0.1:\(port)/ci.yml") == true)
    }

    @Test func `a remote file with another hash`() throws {
        let gitlab = try FakeGitLab(["/ci.yml": "a:\n  script: x\n"])
        let (report, _) = try gitlab.report(
            on: """
                include:
                  - remote: \(gitlab.web.address)/ci.yml
                    integrity: sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=
                b:
                  script: y
                """)
        #expect(report.errors.count == 1)
        #expect(report.errors.first?.contains("look at what changed") == true)
    }

    @Test func `a file of a project, with local includes of its own`() throws {
        let gitlab = try FakeGitLab(
            Dictionary(uniqueKeysWithValues: [
                FakeGitLab.commit("v1", of: "g/p"),
                FakeGitLab.file("ci/main.yml", of: "g/p", "include: /ci/other.yml\na:\n  script: x\n"),
                FakeGitLab.file("ci/other.yml", of: "g/p", "o:\n  script: x\n"),
            ]))
        let (report, failures) = try gitlab.report(
            on: "include:\n  - project: g/p\n    file: /ci/main.yml\n    ref: v1\nb:\n  script: y\n")
        #expect(jobs(report) == ["o", "a", "b"])
        #expect(failures == [])
    }

    @Test func `a pattern in a file of a project`() throws {
        var answers = Dictionary(uniqueKeysWithValues: [
            FakeGitLab.commit(of: "g/p"),
            FakeGitLab.file("main.yml", of: "g/p", "include: ci/*.yml\n"),
            FakeGitLab.file("ci/a.yml", of: "g/p", "a:\n  script: x\n"),
        ])
        answers["/projects/g%2Fp/repository/tree"] = """
            [{"path":"ci","type":"tree"},{"path":"ci/a.yml","type":"blob"},{"path":"x.yml","type":"blob"}]
            """
        let gitlab = try FakeGitLab(answers)
        let (report, _) = try gitlab.report(on: "include:\n  - project: g/p\n    file: main.yml\n")
        #expect(jobs(report) == ["a"])
    }

    @Test func `a local include of a project that cannot be read gives no verdict`() throws {
        let answers = [
            FakeGitLab.commit(of: "g/p"), FakeGitLab.file("main.yml", of: "g/p", "include: other.yml\n"),
        ]
        let gitlab = try FakeGitLab(
            Dictionary(uniqueKeysWithValues: answers), else: .answer(401, #"{"message":"401 Unauthorized"}"#))
        let (_, failures) = try gitlab.report(on: "include:\n  - project: g/p\n    file: main.yml\n")
        #expect(failures.count == 1)
        #expect(failures.first?.hasPrefix("cannot check \"ci.yml\": ") == true)
    }

    @Test(arguments: [
        (
            "404 Project Not Found",
            "Project `g/p` not found or access denied! Make sure any includes in the pipeline configuration are correctly defined."
        ),
        ("404 Commit Not Found", "Project `g/p` reference `main` does not exist!"),
    ])
    func `what is not there at the server`(answer: String, message: String) throws {
        let gitlab = try FakeGitLab([:], else: .answer(404, #"{"message":"\#(answer)"}"#))
        let text = "include:\n  - project: g/p\n    file: x.yml\n    ref: main\n"
        #expect(try gitlab.report(on: text, token: "glpat-0123456789").report.errors == [message])
    }

    @Test func `without a token a project may only be hidden`() throws {
        let gitlab = try FakeGitLab([:], else: .answer(404, #"{"message":"404 Project Not Found"}"#))
        let (report, _) = try gitlab.report(on: "include:\n  - project: g/p\n    file: x.yml\nb:\n  script: y\n")
        #expect(report.errors == [])
        #expect(report.missing.first?.reason.contains("set GITLAB_TOKEN") == true)
    }

    @Test func `a missing and an empty file of a project`() throws {
        let gitlab = try FakeGitLab(
            Dictionary(uniqueKeysWithValues: [
                FakeGitLab.commit(of: "g/p"), FakeGitLab.file("empty.yml", of: "g/p", " \n"),
            ]), else: .answer(404, #"{"message":"404 File Not Found"}"#))
        func errors(_ file: String) throws -> [String] {
            try gitlab.report(on: "include:\n  - project: g/p\n    file: \(file)\n").report.errors
        }
        #expect(try errors("x.yml") == ["Project `g/p` file `x.yml` does not exist!"])
        #expect(try errors("empty.yml") == ["Project `g/p` file `empty.yml` is empty!"])
    }

    @Test func `a template`() throws {
        let gitlab = try FakeGitLab(["/templates/gitlab_ci_ymls/Docker": #"{"content":"d:\n  script: x\n"}"#])
        #expect(try jobs(gitlab.report(on: "include:\n  - template: Docker.gitlab-ci.yml\n").report) == ["d"])
        let (report, _) = try gitlab.report(on: "include:\n  - template: No.gitlab-ci.yml\n")
        #expect(report.errors == ["Included file `No.gitlab-ci.yml` is empty or does not exist!"])
    }

    @Test func `a component with its context`() throws {
        let template = """
            spec:
              component: [name, sha, version, reference]
              inputs:
                stage:
            ---
            "$[[ component.name ]]-$[[ component.version ]]-$[[ component.reference ]]":
              stage: $[[ inputs.stage ]]
              script: echo $[[ component.sha ]]
            """
        var answers = Dictionary(uniqueKeysWithValues: [
            FakeGitLab.commit("1.2.0", of: "g/p"), FakeGitLab.file("templates/build.yml", of: "g/p", template),
        ])
        answers["/projects/g%2Fp/releases"] = #"[{"tag_name":"1.2.0"},{"tag_name":"1.1.0"}]"#
        let gitlab = try FakeGitLab(answers)
        let (report, _) = try gitlab.report(
            on: """
                include:
                  - component: $CI_SERVER_FQDN/g/p/build@1
                    inputs:
                      stage: test
                """)
        #expect(jobs(report) == ["build-1.2.0-1"])
    }

    @Test func `components that are not there`() throws {
        let gitlab = try FakeGitLab(
            ["/projects/g%2Fp/releases": "[]"], else: .answer(404, #"{"message":"404 Commit Not Found"}"#))
        func errors(_ address: String) throws -> [String] {
            try gitlab.report(on: "include:\n  - component: \(address)\n").report.errors
        }
        let server = "127.0.0.1:\(gitlab.web.port)"
        #expect(
            try errors("\(server)/g/p/x@~latest") == [
                "Component '\(server)/g/p/x@~latest' - The ~latest version reference is not supported for non-catalog "
                    + "resources. Use a tag, branch, or commit SHA instead."
            ])
        #expect(try errors("\(server)/g/p/x@main") == ["Component '\(server)/g/p/x@main' - content not found"])
        #expect(
            try errors("gitlab.com/g/p/x@main") == [
                "Component 'gitlab.com/g/p/x@main' - the component path is not supported"
            ])
    }
}
