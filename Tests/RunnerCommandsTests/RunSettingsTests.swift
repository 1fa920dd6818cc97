import ArgumentParser
import BuildKit
import Testing

@testable import RunnerCommands

@Suite struct RunSettingsTests {
    private func settings(_ options: [String] = [], _ environment: [String: String] = [:]) throws -> RunSettings {
        try RunSettings(try RunnerOptions.parse(options), environment: environment)
    }

    @Test(
        arguments: [
            ([], [:], 120_000), (["--ready-timeout", "5m"], [:], 300_000),
            ([], ["BUILDKIT_RUN_READY_TIMEOUT": "30"], 30_000),
            (["--ready-timeout", "5"], ["BUILDKIT_RUN_READY_TIMEOUT": "30"], 5000),
            ([], ["BUILDKIT_RUN_READY_TIMEOUT": ""], 120_000),
            // The stock script's patience: 100 ms, 120 ms and so on; here a lower bound.
            ([], ["BUILDCTL_CONNECT_RETRIES_MAX": "10"], 120_000),
            ([], ["BUILDCTL_CONNECT_RETRIES_MAX": "200"], 422_100),
            (["--ready-timeout", "1s"], ["BUILDCTL_CONNECT_RETRIES_MAX": "10"], 2200),
            (["--ready-timeout", "1s"], ["BUILDCTL_CONNECT_RETRIES_MAX": "0"], 1000),
        ] as [([String], [String: String], Int)])
    func theStartLimit(_ options: [String], _ environment: [String: String], _ milliseconds: Int) throws {
        #expect(try settings(options, environment).readyTimeout.duration == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        ("1", true), ("true", true), ("YES", true), ("on", true), ("0", false), ("false", false), ("No", false),
        ("off", false), ("", false),
    ])
    func flagsOfTheEnvironment(_ text: String, _ value: Bool) throws {
        #expect(try settings([], ["BUILDKIT_RUN_QUIET": text]).quiet == value)
        #expect(try settings([], ["BUILDKIT_RUN_EXPLAIN": text]).explain == value)
        #expect(try settings(["--quiet", "--explain"], ["BUILDKIT_RUN_QUIET": text]).quiet)
    }

    @Test func everyOptionHasItsVariable() throws {
        let environment = [
            "BUILDKIT_RUN_ADDR": "tcp://a:1", "BUILDKIT_RUN_TLSDIR": "/d", "BUILDKIT_RUN_TLSCACERT": "/ca",
            "BUILDKIT_RUN_TLSCERT": "/cert", "BUILDKIT_RUN_TLSKEY": "/key", "BUILDKIT_RUN_TLSSERVERNAME": "n",
            "BUILDKIT_RUN_READY_TIMEOUT": "3", "BUILDKIT_RUN_STOP_TIMEOUT": "4", "BUILDKIT_RUN_STATE_DIR": "/s",
            "BUILDKIT_RUN_DAEMON_LOG": "/l", "BUILDKIT_RUN_EXPLAIN": "1", "BUILDKIT_RUN_QUIET": "1",
        ]
        let options = environment.flatMap { name, value in
            let option =
                "--" + name.dropFirst("BUILDKIT_RUN_".count).lowercased().split(separator: "_").joined(separator: "-")
            return value == "1" ? [option] : [option, value]
        }
        let fromVariables = try settings([], environment)
        #expect(fromVariables == (try settings(options)))
        #expect(
            fromVariables.tlsFlags
                == ["--tlsdir=/d", "--tlscacert=/ca", "--tlscert=/cert", "--tlskey=/key", "--tlsservername=n"])
        #expect(
            Set(environment.keys)
                == Set(
                    RunnerVariable.allCases.map(\.rawValue).filter {
                        // Neither the sets of three nor what only `image` reads has an option here.
                        $0.hasPrefix("BUILDKIT_RUN_") && !$0.contains("<NAME>")
                            && $0 != RunnerVariable.retries.rawValue
                    }))
    }

    @Test(arguments: [
        (
            "BUILDKIT_RUN_READY_TIMEOUT", "soon",
            "BUILDKIT_RUN_READY_TIMEOUT is \"soon\", which is no length of time; write 120, 90s or 2m"
        ),
        (
            "BUILDKIT_RUN_STOP_TIMEOUT", "0",
            "BUILDKIT_RUN_STOP_TIMEOUT is \"0\", which is no length of time; write 120, 90s or 2m"
        ),
        ("BUILDKIT_RUN_QUIET", "perhaps", "BUILDKIT_RUN_QUIET is \"perhaps\"; write 1 or 0, true or false"),
        (
            "BUILDCTL_CONNECT_RETRIES_MAX", "many",
            "BUILDCTL_CONNECT_RETRIES_MAX is \"many\"; write a whole number of tries"
        ),
        ("BUILDCTL_CONNECT_RETRIES_MAX", "-1", "BUILDCTL_CONNECT_RETRIES_MAX is \"-1\"; write a whole number of tries"),
    ])
    func whatIsNotUnderstoodIs78(_ variable: String, _ value: String, _ message: String) {
        // Even where an option says the same.
        #expect(throws: PlanError(code: .configuration, message: message)) {
            try settings(["--ready-timeout", "5", "--stop-timeout", "5", "--quiet"], [variable: value])
        }
    }
}
