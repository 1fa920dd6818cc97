import BuildKit
import Testing

/// With texts of real runs.
@Suite struct OutcomeJudgementTests {
    @Test(arguments: [
        (Int32(0), "", Outcome.success),
        (
            1,
            "error: failed to solve: process \"/bin/sh -c exit 3\" did not complete successfully: exit code: 3",
            .buildFault
        ),
        (1, "error: failed to solve: target stage \"x\" could not be found", .buildFault),
        (
            1,
            "error: failed to solve: failed to push r.example/a: unexpected status from PUT request to https://r.example/v2/a/manifests/1: 503 Service Unavailable",
            .transient
        ),
        (
            1,
            "error: failed to solve: failed to push 127.0.0.1:5055/a: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to http://127.0.0.1:5055/token: 401 Unauthorized",
            .notAuthorised
        ),
        (1, "error: flag provided but not defined: -build-arg", .configuration),
        (
            1, "error: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF",
            .unavailable
        ),
        (137, "", .unavailable), (1, "error: something that nobody has seen", .buildFault),
    ])
    func theEndOfTheClientIsJudged(_ code: Int32, _ line: String, _ outcome: Outcome) {
        #expect(Outcome.judging(exitCode: code, lines: ["#1 whatever", line]).outcome == outcome)
    }

    @Test func whatAStepPrintsIsNoReasonToTryAgain() {
        let lines = [
            "503 Service Unavailable",
            "error: failed to solve: process \"/bin/sh -c curl -f x\" did not complete successfully: exit code: 22",
        ]
        #expect(Outcome.judging(exitCode: 1, lines: lines).outcome == .buildFault)
    }

    /// Its output tells the cause of a step that failed; only one that could not even begin is not at fault.
    @Test func theOutputOfTheStepTellsTheCause() {
        let end = "error: failed to solve: process \"/bin/sh -c make\" did not complete successfully: exit code: 1"
        let masked =
            "runc run failed: unable to start container process: error during container init: error mounting \"proc\" to "
            + "rootfs at \"/proc\": mount proc:/proc (via /proc/self/fd/6), flags: 0xe: operation not permitted"
        let judged = Outcome.judging(exitCode: 1, lines: [end], stepOutput: [masked])
        #expect(judged.outcome == .configuration && judged.failure?.id == "masked-proc")
        let full = Outcome.judging(exitCode: 1, lines: [end], stepOutput: ["cp: write error: No space left on device"])
        #expect(full.outcome == .buildFault && full.failure?.id == "disk-full")
        let own = Outcome.judging(exitCode: 1, lines: [end], stepOutput: ["toomanyrequests: slow down"])
        #expect(own.outcome == .buildFault && own.failure == nil)
    }
}
