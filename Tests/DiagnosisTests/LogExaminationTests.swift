import BuildKit
import Testing

@testable import Diagnosis

@Suite struct LogExaminationTests {
    private func examine(_ log: String, pieces: Int = 1 << 20) -> LogExamination {
        var examination = LogExamination()
        let bytes = Array(log.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            examination.receive(Array(bytes[start..<min(start + pieces, bytes.count)]))
        }
        examination.finish()
        return examination
    }

    private let gitlabLog = """
        \u{1b}[0KRunning with gitlab-runner 18.5.0\u{1b}[0;m
        section_start:1700000000:step_script\r\u{1b}[0K\u{1b}[0K\u{1b}[36;1mExecuting "step_script"\u{1b}[0;m
        \u{1b}[32;1m$ buildctl-daemonless.sh build\u{1b}[0;m
        could not connect to unix:///run/user/1000/buildkit/buildkitd.sock after 10 trials
        ========== log ==========
        \u{1b}[33mWARN\u{1b}[0m[0000] something
        [rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: operation \u{1b}[1mnot permitted
        section_end:1700000001:step_script\r\u{1b}[0KERROR: Job failed: exit code 1
        """

    @Test(arguments: [1, 7, 1 << 20])
    func aJobsLogIsRead(_ pieces: Int) {
        let examination = examine(gitlabLog, pieces: pieces)
        #expect(examination.lineCount == 8)
        #expect(examination.findings.map(\.failure.id) == ["seccomp-userns", "start-timeout"])
        #expect(examination.findings.map(\.line) == [7, 4])
        #expect(examination.findings[0].text.hasSuffix("/proc/self/exe: operation not permitted"))
    }

    @Test func timestampsAreNoText() {
        let log = """
            2026-01-31T12:43:46.962646Z 00O $ buildctl build
            2026-01-31T12:43:47.000000Z 01E error: failed to solve: target stage "x" could not
            2026-01-31T12:43:47.000001Z 01E+ be found
            2026-01-31T12:43:48.000001Z 00O #7 0.123 dial tcp 10.0.0.1:443: i/o timeout
            """
        let findings = examine(log).findings
        #expect(findings.map(\.failure.id) == ["bad-target"])
        #expect(findings.map(\.line) == [3])
        #expect(LogTimestamp(of: Array("2026-01-31T12:43:46.962646Z 00O text".utf8))?.length == 32)
        #expect(LogTimestamp(of: Array("2026-01-31T12:43:46.962646Z level=info".utf8)) == nil)
    }

    /// What a program in a RUN step prints is no failure of the builder's.
    @Test func theOutputOfStepsIsTheirOwn() {
        let log = """
            #9 [2/3] RUN ./test
            #9 1.204 dial tcp 10.0.0.1:5432: connect: connection refused, failed to do request
            #9 1.300 requested access to the resource is denied
            #9 1.301 exec /bin/x: exec format error
             > [2/3] RUN ./test:
            1.300 requested access to the resource is denied
            """
        #expect(examine(log).findings.map(\.failure.id) == ["foreign-platform"])
        #expect(LogLine(text: "#9 1.204 x").isStepOutput && LogLine(text: "12.204 x").isStepOutput)
        #expect(!LogLine(text: "#9 ERROR: x").isStepOutput && !LogLine(text: "#9 DONE 0.1s").isStepOutput)
        #expect(!LogLine(text: "1.2 x").isStepOutput && !LogLine(text: "# 1.204 x").isStepOutput)
    }

    @Test func adviceComesLastAndRepetitionsAreOne() {
        let log = """
            toomanyrequests: x
            toomanyrequests: x
            level=warning msg="TLS is not enabled for tcp://0.0.0.0:1234. enabling mutual TLS"
            """
        let findings = examine(log).findings
        #expect(findings.map(\.failure.id) == ["rate-limit", "daemon-without-tls"])
        #expect(findings[0].count == 2 && findings[0].line == 1 && findings[0].lastLine == 2)
    }

    @Test func veryLongLinesAreSearched() {
        let filler = String(repeating: "x", count: 2 * LogExamination.longestPart + 77)
        let log = "first\n\(filler) insufficient_scope: authorization failed \(filler)\ntoomanyrequests\n"
        let examination = examine(log, pieces: 60_000)
        #expect(examination.lineCount == 3)
        #expect(examination.findings.map(\.line) == [3, 2])
        #expect(examination.findings[1].count == 1)
    }

    @Test func whatIsCutBetweenPiecesOfALongLineIsFound() {
        let text = "insufficient_scope: authorization failed"
        for offset in [0, 10, 20, 39] {
            let filler = String(repeating: "x", count: LogExamination.longestPart + 1 - offset)
            #expect(examine(filler + text + "\n", pieces: 4096).findings.map(\.failure.id) == ["scope"])
        }
    }

    @Test func nothingKnownIsSaid() {
        let report = LogReport(name: "job.log", examine("hello\nworld"))
        #expect(report.text == "job.log: 2 lines, and nothing in them is a failure that buildkit-run knows\n")
        #expect(LogReport(name: "x", examine("")).text.contains("0 lines"))
    }

    @Test func theReportsNameLineCauseAndRemedy() throws {
        let report = LogReport(name: "job.log", examine(gitlabLog))
        #expect(report.text.hasPrefix("job.log:7: seccomp-userns, configuration\n  [rootlesskit:parent] error: "))
        #expect(report.text.contains("\n  why: seccomp (or kernel.unprivileged_userns_clone=0)"))
        #expect(report.text.contains("\n  see https://github.com/moby/buildkit/issues/3292\n"))
        let value = try JSONValue(parsing: report.json)
        #expect(value["version"]?.integer == 1)
        #expect(value["findings"]?.array?.first?["id"]?.string == "seccomp-userns")
        #expect(value["findings"]?.array?.first?["settings"]?.array?.first?["place"]?.string == "docker-runner")
    }

    /// Every signature of the catalogue is found in the stream, escaped quotes or not.
    @Test(arguments: KnownFailure.all)
    func everySignatureIsFound(_ failure: KnownFailure) {
        for signature in failure.signatures {
            let line = signature.joined(separator: " … ")
            #expect(examine("x\n\(line)\n").findings.map(\.failure.id) == [failure.id], "\(line)")
            let escaped = line.replacing("\"", with: "\\\"")
            #expect(examine("msg=\"\(escaped)\"\n").findings.map(\.failure.id) == [failure.id], "\(escaped)")
        }
    }
}
