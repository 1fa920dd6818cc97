import Diagnostics
import GitLabCI
import LoopbackServer
import Testing

@testable import Commands

struct ServerComparisonTests {
    /// What `--compare-server` adds to the check of a pipeline.
    private func check(_ text: String, _ gitlab: FakeGitLab) throws -> CheckReport {
        let file = SourceFile(name: "ci.yml", text: text)
        let session = try #require(try gitlab.session(["--compare-server", "--project", "g/p"]))
        let report = PipelineLoader(session.environment(files: MemoryProject(), for: "ci.yml")).load(file)
        var all = CheckReport(
            tool: Tool.description, files: [CheckedFile(file, .pipeline, report, describesJobs: false)])
        session.complete(&all)
        return all
    }

    /// The differences between our verdict on a pipeline and an answer of the server.
    private func differences(_ text: String, _ answer: String) throws -> [String] {
        try check(text, FakeGitLab(["/projects/g%2Fp/ci/lint": answer])).findings
            .filter { $0.id == "server-differs" }.map { "\($0.severity): \($0.message)" }
    }

    @Test func `none`() throws {
        let answer = #"{"valid":true,"errors":[],"warnings":[],"jobs":[{"name":"a","stage":"test"}]}"#
        #expect(try differences("a:\n  script: x\n", answer) == [])
    }

    @Test func `the server refuses what we accept`() throws {
        let answer = #"{"valid":false,"errors":["a job: no"],"warnings":["w"]}"#
        #expect(
            try differences("a:\n  script: x\n", answer) == [
                "warning: the server reports a warning that was not found here: \"w\"",
                "error: the server reports an error that was not found here: \"a job: no\"",
            ])
    }

    @Test func `the server accepts what we refuse`() throws {
        let answer = #"{"valid":true,"errors":[],"warnings":[],"jobs":[]}"#
        #expect(
            try differences("- a\n", answer) == [
                "warning: the server does not report this error: \"Invalid configuration format\""
            ])
    }

    @Test func `other jobs`() throws {
        let answer = #"{"valid":true,"errors":[],"warnings":[],"jobs":[{"name":"b"},{"name":"c"}]}"#
        #expect(
            try differences("a:\n  script: x\n", answer) == [
                "warning: the server does not have these jobs: \"a\"",
                "warning: the server has jobs that are not here: \"b\", \"c\"",
            ])
    }

    @Test func `a server that cannot be asked`() throws {
        let report = try check(
            "a:\n  script: x\n", FakeGitLab([:], else: .answer(401, #"{"message":"401 Unauthorized"}"#)))
        #expect(report.files.count == 1)
        let message = try #require(report.failures.first?.message)
        #expect(message.hasPrefix("cannot compare \"ci.yml\" with the server's verdict: "))
        #expect(message.contains("set GITLAB_TOKEN"))
    }
}
