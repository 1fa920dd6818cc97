import Glibc
import LinuxProcess
import Supervision
import Testing

/// `image` with clients that fail as real ones do.
@Suite struct ImageTests {
    private static let transient =
        "error: failed to solve: failed to push r.example/a: unexpected status from PUT request to https://r.example/v2/a/manifests/1: 503 Service Unavailable"
    private static let broken =
        "error: failed to solve: process \"/bin/sh -c false\" did not complete successfully: exit code: 1"

    /// A client that counts its starts in a file, says something and ends.
    ///
    /// - Parameter failures: how often it fails before it succeeds.
    private func call(
        _ sandbox: Sandbox, _ arguments: [String], failures: Int, says text: String
    ) throws -> RunnerCall {
        try sandbox.writeProgram(
            """
            #!/bin/sh
            echo start >> \(sandbox.path)/starts
            printf '%s\\n' "$@" >> \(sandbox.path)/words
            printf '%s' "$API_TOKEN" > \(sandbox.path)/token
            [ $(grep -c . \(sandbox.path)/starts) -gt \(failures) ] && exit 0
            cat \(sandbox.path)/text >&2
            exit 1

            """, to: "client")
        try sandbox.write(text + "\n", to: "text")
        return sandbox.runner("image", "-t", "r.example/a:1", "--retry-delay", "10ms").adding(arguments + ["."])
            .environment("BUILDCTL", "\(sandbox.path)/client")
    }

    private func starts(_ sandbox: Sandbox) -> Int {
        (readFile("\(sandbox.path)/starts") ?? "").split(separator: "\n").count
    }

    @Test func whatFailsForTheMomentIsTriedAgainOnTheSameDaemon() throws {
        let sandbox = try Sandbox()
        let outcome = try call(sandbox, [], failures: 2, says: Self.transient).run()
        #expect(outcome.code == 0, "\(outcome.error)")
        #expect(starts(sandbox) == 3)
        sandbox.expectNothingLeft()
    }

    @Test func theRetriesAreBounded() throws {
        let sandbox = try Sandbox()
        let outcome = try call(sandbox, ["--retries=1"], failures: 9, says: Self.transient).run()
        #expect(outcome.code == 75, "\(outcome.error)")
        #expect(starts(sandbox) == 2)
        sandbox.expectNothingLeft()
    }

    @Test(
        arguments: [
            (Self.broken, 1), ("503 Service Unavailable\n" + Self.broken, 1),
            (
                "error: failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF",
                69
            ),
            (
                "error: failed to solve: failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://r.example/token: 401 Unauthorized",
                77
            ), ("error: flag provided but not defined: -build-arg", 78),
        ] as [(String, Int32)])
    func everythingElseIsNot(_ text: String, _ code: Int32) throws {
        let sandbox = try Sandbox()
        let outcome = try call(sandbox, [], failures: 9, says: text).run()
        #expect(outcome.code == code, "\(outcome.error)")
        #expect(starts(sandbox) == 1)
        sandbox.expectNothingLeft()
    }

    @Test func aSignalEndsTheWaitForAnotherTry() throws {
        let sandbox = try Sandbox()
        let running = try call(sandbox, ["--retry-delay=60s"], failures: 9, says: Self.transient).start()
        #expect(eventually { starts(sandbox) == 1 })
        running.send(SIGTERM)
        let outcome = try running.outcome()
        #expect(outcome.code == 143, "\(outcome.error)")
        #expect(starts(sandbox) == 1)
        sandbox.expectNothingLeft()
    }

    @Test func aSecretReachesTheClientByItsEnvironmentOnly() throws {
        let sandbox = try Sandbox()
        let secret = "pl4nted-s3cret"
        let outcome = try call(
            sandbox, ["--build-arg", "API_TOKEN"], failures: 1, says: "\(Self.broken) \(secret)"
        ).environment("API_TOKEN", secret).run()
        let words = try #require(readFile("\(sandbox.path)/words"))
        #expect(words.contains("build-arg:API_TOKEN\n"))
        #expect(!words.contains(secret))
        #expect(readFile("\(sandbox.path)/token") == secret)
        #expect(!outcome.error.contains(secret) && !outcome.output.contains(secret))
        sandbox.expectNothingLeft()
    }

    @Test func anImageThatCannotBeBuiltIsGraverThanOneThatFailsForTheMoment() throws {
        let sandbox = try Sandbox()
        try sandbox.writeProgram(
            """
            #!/bin/sh
            echo start >> \(sandbox.path)/starts
            case "$*" in *stage-b*) printf '%s\\n' '\(Self.broken)' >&2; exit 1;; esac
            printf '%s\\n' '\(Self.transient)' >&2
            exit 1

            """, to: "client")
        try sandbox.write(
            "images:\n- {name: r.example/a, tags: [x]}\n- {name: r.example/b, tags: [x], target: stage-b}\n",
            to: "buildkit-ci.yml")
        let outcome = try sandbox.runner(
            "image", "--from", "\(sandbox.path)/buildkit-ci.yml", "--retries=1", "--retry-delay=10ms"
        ).environment("BUILDCTL", "\(sandbox.path)/client").run()
        #expect(outcome.code == 1, "\(outcome.error)")
        #expect(starts(sandbox) == 3)
        sandbox.expectNothingLeft()
    }
}
