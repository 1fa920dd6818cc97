import Diagnostics
import GitLabCI
import LoopbackServer
import Testing

@testable import Commands

struct ServerComparisonTests {
    /// The differences between our verdict on a pipeline and an answer of the server.
    private func differences(_ text: String, _ answer: String) throws -> [String] {
        let gitlab = try FakeGitLab(["/projects/g%2Fp/ci/lint": answer])
        let file = SourceFile(name: "ci.yml", text: text)
        let report = PipelineLoader(LoadingEnvironment(files: MemoryProject())).load(file)
        let session = try #require(try gitlab.session(["--compare-server", "--project", "g/p"]))
        return try session.differences(from: report, of: file).map { "\($0.severity): \($0.message)" }
    }

    @Test func `none`() throws {
        let answer = #"{"valid":true,"errors":[],"warnings":[],"jobs":[{"name":"a","stage":"test"}]}"#
        #expect(try differences("a:\n  script: x\n", answer) == [])
    }

    @Test func `the server refuses what we accept`() throws {
        let answer = #"{"valid":false,"errors":["a job: no"],"warnings":["w"]}"#
        #expect(
            try differences("a:\n  script: x\n", answer) == [
                "error: the server reports an error that was not found here: \"a job: no\"",
                "warning: the server reports a warning that was not found here: \"w\"",
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
                "warning: the server has jobs that are not here: \"b\", \"c\"",
                "warning: the server does not have these jobs: \"a\"",
            ])
    }

    @Test func `a server that cannot be asked`() throws {
        let gitlab = try FakeGitLab([:], else: .answer(401, #"{"message":"401 Unauthorized"}"#))
        let file = SourceFile(name: "ci.yml", text: "a:\n  script: x\n")
        let report = PipelineLoader(LoadingEnvironment(files: MemoryProject())).load(file)
        let session = try #require(try gitlab.session(["--compare-server", "--project", "g/p"]))
        let failure = #expect(throws: CommandFailure.self) { try session.differences(from: report, of: file) }
        #expect(failure?.status == .failure)
        #expect(failure?.message.contains("set GITLAB_TOKEN") == true)
    }
}
