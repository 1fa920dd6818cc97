import Supervision
import Testing

/// Several clients on one builder, and clients that are started again.
@Suite struct SeveralClientsTests {
    typealias Script = [(Supervisor.Event, [Supervisor.Action])]

    private static let limits: Supervisor.Limits = {
        var limits = Supervisor.Limits(readiness: .seconds(100), stop: .seconds(10))
        limits.farewell = .seconds(1)
        return limits
    }()
    private static let start: (Supervisor.Event, [Supervisor.Action]) = (
        .started, [.spawn(.daemon), .arm(.readiness, .seconds(100)), .arm(.probe, .milliseconds(200))]
    )
    private static let askToStop: [Supervisor.Action] = [.signal(.daemon, 15), .arm(.daemonStop, .seconds(10))]
    private static let later = Supervisor.Failure(code: 75, gravity: 1, retryAfter: .seconds(3))
    private static let broken = Supervisor.Failure(code: 1, gravity: 5)

    private static func ready(_ clients: Int) -> (Supervisor.Event, [Supervisor.Action]) {
        (
            .announcedReady,
            [.disarm(.readiness), .disarm(.probe), .stopProbe] + (0..<clients).map { .spawn(.client($0)) }
                + [.report(.ready)]
        )
    }

    private func check(clients: Int, _ script: Script, sourceLocation: SourceLocation = #_sourceLocation) {
        var supervisor = Supervisor(builder: .own, clients: clients, limits: Self.limits)
        for (index, (event, actions)) in ([Self.start, Self.ready(clients)] + script).enumerated() {
            #expect(supervisor.handle(event) == actions, "step \(index): \(event)", sourceLocation: sourceLocation)
        }
        #expect(supervisor.isDone, sourceLocation: sourceLocation)
    }

    @Test func theDaemonLivesUntilTheLastClientHasEnded() {
        check(
            clients: 2,
            [
                (.exited(.client(1), .exited(0)), [.stopRemnants(ofClient: 1)]),
                (.exited(.client(0), .exited(0)), [.stopRemnants(ofClient: 0)] + Self.askToStop), (.stopping, []),
                (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(0)]),
            ])
    }

    @Test func theGravestFailureIsTheRuns() {
        check(
            clients: 3,
            [
                (.failed(client: 2, .init(code: 75, gravity: 1)), [.stopRemnants(ofClient: 2)]),
                (.failed(client: 0, Self.broken), [.stopRemnants(ofClient: 0)]),
                (.exited(.client(1), .exited(0)), [.stopRemnants(ofClient: 1)] + Self.askToStop), (.stopping, []),
                (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(1)]),
            ])
    }

    @Test func aClientThatFailsForTheMomentIsStartedAgainOnTheSameDaemon() {
        check(
            clients: 1,
            [
                (.failed(client: 0, Self.later), [.stopRemnants(ofClient: 0), .arm(.retry(0), .seconds(3))]),
                (.signalled(10), []), (.fired(.retry(0)), [.spawn(.client(0))]), (.fired(.retry(0)), []),
                (.exited(.client(0), .exited(0)), [.stopRemnants(ofClient: 0)] + Self.askToStop), (.stopping, []),
                (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(0)]),
            ])
    }

    @Test func aStopEndsTheWaitForAnotherTry() {
        check(
            clients: 1,
            [
                (.failed(client: 0, Self.later), [.stopRemnants(ofClient: 0), .arm(.retry(0), .seconds(3))]),
                (.stopRequested(signal: 15, reachedClient: false), [.disarm(.retry(0))] + Self.askToStop),
                (.fired(.retry(0)), []), (.stopping, []),
                (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(143)]),
            ])
    }

    @Test func aStopReachesEveryClientThatRuns() {
        check(
            clients: 3,
            [
                (.failed(client: 1, Self.later), [.stopRemnants(ofClient: 1), .arm(.retry(1), .seconds(3))]),
                (
                    .stopRequested(signal: 2, reachedClient: false),
                    [
                        .disarm(.retry(1)), .signal(.client(0), 2), .signal(.client(2), 2),
                        .arm(.clientStop, .seconds(10)),
                    ]
                ), (.exited(.client(2), .exited(1)), [.stopRemnants(ofClient: 2)]),
                (
                    .failed(client: 0, Self.later),
                    [.disarm(.clientStop), .stopRemnants(ofClient: 0)] + Self.askToStop
                ), (.stopping, []), (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(130)]),
            ])
    }

    @Test func withoutADaemonNothingIsTriedAgain() {
        check(
            clients: 1,
            [
                (.failed(client: 0, Self.later), [.stopRemnants(ofClient: 0), .arm(.retry(0), .seconds(3))]),
                (
                    .exited(.daemon, .signalled(9)),
                    [.disarm(.retry(0)), .report(.daemonDiedUnderClient(.signalled(9))), .exit(69)]
                ),
            ])
        check(
            clients: 2,
            [
                (
                    .exited(.daemon, .signalled(9)),
                    [.report(.daemonDiedUnderClient(.signalled(9))), .arm(.farewell, .seconds(1))]
                ), (.failed(client: 0, Self.later), [.stopRemnants(ofClient: 0)]),
                // It had its answer; the other one had not.
                (.exited(.client(1), .exited(0)), [.disarm(.farewell), .stopRemnants(ofClient: 1), .exit(69)]),
            ])
    }
}
