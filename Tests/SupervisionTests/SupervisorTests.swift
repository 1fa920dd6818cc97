import Supervision
import Testing

/// The state machine as a table: a script of events, and the actions that each of them leads to.
@Suite struct SupervisorTests {
    typealias Script = [(Supervisor.Event, [Supervisor.Action])]

    private static let limits: Supervisor.Limits = {
        var limits = Supervisor.Limits(readiness: .seconds(100), stop: .seconds(10))
        limits.firstProbe = .milliseconds(200)
        limits.probeInterval = .milliseconds(100)
        limits.farewell = .seconds(1)
        limits.afterKill = .seconds(2)
        return limits
    }()

    private func check(_ script: Script, sourceLocation: SourceLocation = #_sourceLocation) {
        check(.own, script, sourceLocation: sourceLocation)
    }

    private func check(
        _ builder: Supervisor.Builder, clients: Int = 1, _ script: Script, endsIn done: Bool = true,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var supervisor = Supervisor(builder: builder, clients: clients, limits: Self.limits)
        for (index, (event, actions)) in script.enumerated() {
            #expect(supervisor.handle(event) == actions, "step \(index): \(event)", sourceLocation: sourceLocation)
        }
        #expect(supervisor.isDone == done, sourceLocation: sourceLocation)
        if done {
            for event in Self.everyEvent {
                #expect(supervisor.handle(event) == [], "\(event) after the end", sourceLocation: sourceLocation)
            }
        }
    }

    private static let everyEvent: [Supervisor.Event] =
        [
            .started, .ready, .announcedReady, .stopping, .probeObserved(.silent), .probeFailed(.refused),
            .spawnFailed(.client(0), errno: 2), .spawnFailed(.daemon, errno: 2), .exited(.client(0), .exited(0)),
            .exited(.daemon, .signalled(9)), .failed(client: 0, .init(code: 75, retryAfter: .seconds(1))),
            .stopRequested(signal: 15, reachedClient: false), .signalled(10),
        ] + [Supervisor.Timer.readiness, .probe, .retry(0), .farewell, .clientStop, .daemonStop].map { .fired($0) }

    // MARK: Ways up

    private static let up: Supervisor.Action = .spawn(.client(0))
    private static let stopWaiting: [Supervisor.Action] = [.disarm(.readiness), .disarm(.probe), .stopProbe]
    private static let start: (Supervisor.Event, [Supervisor.Action]) = (
        .started, [.spawn(.daemon), .arm(.readiness, .seconds(100)), .arm(.probe, .milliseconds(200))]
    )
    private static let ready: (Supervisor.Event, [Supervisor.Action]) = (
        .announcedReady, stopWaiting + [.spawn(.client(0)), .report(.ready)]
    )
    private static let askToStop: [Supervisor.Action] = [.signal(.daemon, 15), .arm(.daemonStop, .seconds(10))]

    @Test(arguments: [0, 1, 2, 7, 42, 126, 127, 255])
    func aRunEndsWithTheClientsCode(_ code: Int32) {
        check([
            Self.start, Self.ready, (.exited(.client(0), .exited(code)), [.stopRemnants(ofClient: 0)] + Self.askToStop),
            (.stopping, []), (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(code)]),
        ])
    }

    @Test func aSignalThatEndsTheClientGives128AndItsNumber() {
        check([
            Self.start, Self.ready,
            (.exited(.client(0), .signalled(11)), [.stopRemnants(ofClient: 0)] + Self.askToStop),
            (.stopping, []), (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(139)]),
        ])
    }

    @Test func aDaemonThatDoesNotAnnounceItselfIsProbed() {
        check([
            Self.start, (.fired(.probe), [.startProbe]), (.probeObserved(.silent), []),
            (.probeFailed(.noSocket), [.arm(.probe, .milliseconds(100))]), (.fired(.probe), [.startProbe]),
            // Permanent for somebody else's builder; this one is only starting.
            (.probeFailed(.permissionDenied), [.arm(.probe, .milliseconds(100))]), (.fired(.probe), [.startProbe]),
            (.ready, Self.stopWaiting + [.spawn(.client(0)), .report(.ready)]), (.ready, []),
            (.exited(.client(0), .exited(1)), [.stopRemnants(ofClient: 0)] + Self.askToStop),
            // It cannot be told whether it died or obeyed.
            (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(1)]),
        ])
    }

    @Test func aDaemonThatCannotBeStarted() {
        check([
            Self.start,
            (
                .spawnFailed(.daemon, errno: 13),
                Self.stopWaiting + [.report(.daemonNotStarted(errno: 13)), .exit(69)]
            ),
        ])
    }

    @Test(arguments: [ExitStatus.exited(1), .exited(0), .signalled(9)])
    func aDaemonThatDiesBeforeItIsReady(_ status: ExitStatus) {
        check([
            Self.start,
            (
                .exited(.daemon, status),
                Self.stopWaiting + [.report(.daemonDiedEarly(status))] + [.exit(69)]
            ),
        ])
    }

    @Test func aDaemonThatIsNeverReady() {
        check([
            Self.start,
            (
                .fired(.readiness),
                Self.stopWaiting + [.report(.daemonNotReady(after: .seconds(100)))] + Self.askToStop
            ),
            (.announcedReady, []), (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(69)]),
        ])
    }

    @Test func aStopBeforeTheDaemonIsReady() {
        check([
            Self.start, (.stopRequested(signal: 15, reachedClient: false), Self.stopWaiting + Self.askToStop),
            (.stopRequested(signal: 2, reachedClient: false), []), (.ready, []),
            (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(143)]),
        ])
    }

    @Test(arguments: [(2 as Int32, 127 as Int32), (13, 126), (8, 126)])
    func aClientThatCannotBeStarted(_ errno: Int32, _ code: Int32) {
        check([
            Self.start, Self.ready,
            (.spawnFailed(.client(0), errno: errno), [.report(.clientNotStarted(errno: errno))] + Self.askToStop),
            (.stopping, []), (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(code)]),
        ])
    }

    // MARK: Somebody else's builder, and none

    @Test func aBuilderThatAnswersAtLast() {
        check(
            .existing,
            [
                (.started, [.arm(.readiness, .seconds(100)), .startProbe]), (.probeObserved(.unreachable), []),
                (.probeFailed(.refused), [.arm(.probe, .milliseconds(100))]), (.fired(.probe), [.startProbe]),
                (.ready, Self.stopWaiting + [.spawn(.client(0)), .report(.ready)]),
                (.exited(.client(0), .exited(7)), [.stopRemnants(ofClient: 0), .exit(7)]),
            ])
    }

    @Test func aWaitEndsWhenTheBuilderAnswers() {
        check(
            .existing, clients: 0,
            [
                (.started, [.arm(.readiness, .seconds(100)), .startProbe]),
                (.ready, Self.stopWaiting + [.report(.ready), .exit(0)]),
            ])
    }

    @Test(
        arguments: [
            ([], nil), ([.probeObserved(.silent)], .silent), ([.probeFailed(.nameNotFound)], .nameNotFound),
            ([.probeFailed(.refused), .probeObserved(.silent)], .silent),
            // A probe that has only begun tells less than one that has ended.
            ([.probeObserved(.unreachable)], .unreachable),
            ([.probeFailed(.refused), .probeObserved(.unreachable)], .refused),
            ([.probeFailed(.nameNotFound), .probeObserved(.noAnswer)], .nameNotFound),
            ([.probeFailed(.closed), .probeObserved(.unreachable), .probeObserved(.silent)], .closed),
            ([.probeFailed(.closed), .probeFailed(.silent)], .silent),
            ([.probeObserved(.silent), .probeObserved(.closed)], .closed),
        ] as [([Supervisor.Event], ProbeFailure?)])
    func aBuilderThatNeverAnswersIsReportedAsItWasSeen(_ events: [Supervisor.Event], _ seen: ProbeFailure?) {
        var supervisor = Supervisor(builder: .existing, limits: Self.limits)
        _ = supervisor.handle(.started)
        for event in events { _ = supervisor.handle(event) }
        #expect(
            supervisor.handle(.fired(.readiness)) == Self.stopWaiting + [
                .report(.builderNotReached(seen, after: .seconds(100))), .exit(69),
            ])
    }

    private static let failures: [(ProbeFailure, Bool)] = [
        (.nameNotFound, false), (.refused, false), (.noSocket, false), (.unreachable, false), (.silent, false),
        (.noAnswer, false), (.closed, false), (.other("x"), false), (.serverSpeaksTLS, true),
        (.serverSpeaksPlain, true), (.certificate("x"), true), (.notABuilder("x"), true), (.permissionDenied, true),
    ]

    @Test(arguments: failures)
    func whatWaitingCannotCureEndsTheWait(_ failure: ProbeFailure, _ isPermanent: Bool) {
        var supervisor = Supervisor(builder: .existing, limits: Self.limits)
        _ = supervisor.handle(.started)
        let expected: [Supervisor.Action] =
            isPermanent
            ? Self.stopWaiting + [.report(.builderUnusable(failure)), .exit(69)]
            : [.arm(.probe, .milliseconds(100))]
        #expect(supervisor.handle(.probeFailed(failure)) == expected)
    }

    @Test func aStopWhileWaiting() {
        check(
            .existing,
            [
                (.started, [.arm(.readiness, .seconds(100)), .startProbe]),
                (.stopRequested(signal: 2, reachedClient: false), Self.stopWaiting + [.exit(130)]),
            ])
    }

    @Test func aStopOfAClientOfSomebodyElsesBuilder() {
        check(
            .existing,
            [
                (.started, [.arm(.readiness, .seconds(100)), .startProbe]),
                (.ready, Self.stopWaiting + [.spawn(.client(0)), .report(.ready)]),
                (
                    .stopRequested(signal: 15, reachedClient: false),
                    [.signal(.client(0), 15), .arm(.clientStop, .seconds(10))]
                ),
                (.exited(.client(0), .exited(1)), [.disarm(.clientStop), .stopRemnants(ofClient: 0), .exit(143)]),
            ])
    }

    @Test func aClientThatNeedsNoBuilder() {
        check(
            .none,
            [
                (.started, [.spawn(.client(0))]),
                (.exited(.client(0), .exited(3)), [.stopRemnants(ofClient: 0), .exit(3)]),
            ])
        check(
            .none,
            [
                (.started, [.spawn(.client(0))]),
                (.spawnFailed(.client(0), errno: 2), [.report(.clientNotStarted(errno: 2)), .exit(127)]),
            ])
    }

    // MARK: Ways down

    @Test func aStopReachesTheClientFirstAndTheDaemonOnce() {
        check([
            Self.start, Self.ready,
            (
                .stopRequested(signal: 2, reachedClient: false),
                [.signal(.client(0), 2), .arm(.clientStop, .seconds(10))]
            ),
            (.exited(.client(0), .exited(1)), [.disarm(.clientStop), .stopRemnants(ofClient: 0)] + Self.askToStop),
            (.stopRequested(signal: 15, reachedClient: false), []), (.stopping, []),
            (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(130)]),
        ])
    }

    @Test func aClientThatHasTheSignalAlreadyIsNotSentItAgain() {
        check([
            Self.start, Self.ready,
            (.stopRequested(signal: 2, reachedClient: true), [.arm(.clientStop, .seconds(10))]),
            (.stopRequested(signal: 2, reachedClient: true), []),
            (.stopRequested(signal: 15, reachedClient: false), [.signal(.client(0), 15)]),
            (.exited(.client(0), .signalled(2)), [.disarm(.clientStop), .stopRemnants(ofClient: 0)] + Self.askToStop),
            (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(130)]),
        ])
    }

    @Test func aDaemonThatSomebodyElseHasStoppedIsNotAskedAgain() {
        check([
            Self.start, Self.ready, (.stopping, []),
            (.exited(.client(0), .exited(1)), [.stopRemnants(ofClient: 0), .arm(.daemonStop, .seconds(10))]),
            (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(1)]),
        ])
    }

    @Test func whatDoesNotStopIsKilled() {
        check([
            Self.start, Self.ready,
            (
                .stopRequested(signal: 15, reachedClient: false),
                [.signal(.client(0), 15), .arm(.clientStop, .seconds(10))]
            ),
            (
                .fired(.clientStop),
                [.report(.clientKilled(after: .seconds(10))), .signal(.client(0), 9), .arm(.clientStop, .seconds(2))]
            ),
            (.exited(.client(0), .signalled(9)), [.disarm(.clientStop), .stopRemnants(ofClient: 0)] + Self.askToStop),
            (
                .fired(.daemonStop),
                [.report(.daemonKilled(after: .seconds(10))), .signal(.daemon, 9), .arm(.daemonStop, .seconds(2))]
            ),
            (.exited(.daemon, .signalled(9)), [.disarm(.daemonStop), .exit(143)]),
        ])
    }

    @Test func whatTheKernelCannotEndIsLeftBehind() {
        check([
            Self.start, Self.ready,
            (
                .stopRequested(signal: 15, reachedClient: false),
                [.signal(.client(0), 15), .arm(.clientStop, .seconds(10))]
            ),
            (
                .fired(.clientStop),
                [.report(.clientKilled(after: .seconds(10))), .signal(.client(0), 9), .arm(.clientStop, .seconds(2))]
            ),
            (.fired(.clientStop), Self.askToStop),
            (
                .fired(.daemonStop),
                [.report(.daemonKilled(after: .seconds(10))), .signal(.daemon, 9), .arm(.daemonStop, .seconds(2))]
            ),
            (.fired(.daemonStop), [.exit(143)]),
        ])
    }

    @Test func otherSignalsReachARunningClientOnly() {
        check([
            (.signalled(10), []), Self.start, (.signalled(10), []), Self.ready,
            (.signalled(10), [.signal(.client(0), 10)]),
            (.stopRequested(signal: 15, reachedClient: true), [.arm(.clientStop, .seconds(10))]), (.signalled(10), []),
            (.exited(.client(0), .exited(1)), [.disarm(.clientStop), .stopRemnants(ofClient: 0)] + Self.askToStop),
            (.signalled(12), []), (.stopping, []), (.exited(.daemon, .exited(1)), [.disarm(.daemonStop), .exit(143)]),
        ])
    }

    // MARK: A daemon that dies under the client

    private static func death(_ status: ExitStatus) -> (Supervisor.Event, [Supervisor.Action]) {
        (.exited(.daemon, status), [.report(.daemonDiedUnderClient(status)), .arm(.farewell, .seconds(1))])
    }

    @Test(arguments: [(ExitStatus.exited(1), 1 as Int32), (.exited(0), 0), (.signalled(15), 143)])
    func theClientOfADaemonThatWasAskedToStopKeepsItsCode(_ client: ExitStatus, _ code: Int32) {
        check([
            Self.start, Self.ready, (.stopping, []), Self.death(.exited(1)),
            (.exited(.client(0), client), [.disarm(.farewell), .stopRemnants(ofClient: 0), .exit(code)]),
        ])
    }

    @Test(arguments: [(ExitStatus.exited(1), 69 as Int32), (.exited(0), 0), (.signalled(15), 69)])
    func theClientOfADeadDaemonEndsByItself(_ client: ExitStatus, _ code: Int32) {
        check([
            Self.start, Self.ready, Self.death(.signalled(9)),
            (.exited(.client(0), client), [.disarm(.farewell), .stopRemnants(ofClient: 0), .exit(code)]),
        ])
    }

    @Test func theClientOfADeadDaemonIsStopped() {
        check([
            Self.start, Self.ready, Self.death(.exited(2)),
            (.fired(.farewell), [.signal(.client(0), 15), .arm(.clientStop, .seconds(10))]),
            (.exited(.client(0), .signalled(15)), [.disarm(.clientStop), .stopRemnants(ofClient: 0), .exit(69)]),
        ])
    }

    @Test func aStopAfterTheDaemonHasDied() {
        check([
            Self.start, Self.ready, Self.death(.exited(2)),
            (
                .stopRequested(signal: 15, reachedClient: false),
                [.disarm(.farewell), .signal(.client(0), 15), .arm(.clientStop, .seconds(10))]
            ),
            (.exited(.client(0), .exited(1)), [.disarm(.clientStop), .stopRemnants(ofClient: 0), .exit(143)]),
        ])
    }

    /// A dying process closes its sockets before its parent hears of it.
    @Test func aClientThatIsGoneBeforeItsDaemonsDeathIsKnown() {
        check([
            Self.start, Self.ready, (.exited(.client(0), .exited(1)), [.stopRemnants(ofClient: 0)] + Self.askToStop),
            (
                .exited(.daemon, .exited(2)),
                [.disarm(.daemonStop), .report(.daemonDiedUnderClient(.exited(2))), .exit(69)]
            ),
        ])
        // The client had its answer.
        check([
            Self.start, Self.ready, (.exited(.client(0), .exited(0)), [.stopRemnants(ofClient: 0)] + Self.askToStop),
            (.exited(.daemon, .exited(2)), [.disarm(.daemonStop), .exit(0)]),
        ])
        // It did not stop, and we killed it.
        check([
            Self.start, Self.ready, (.exited(.client(0), .exited(1)), [.stopRemnants(ofClient: 0)] + Self.askToStop),
            (
                .fired(.daemonStop),
                [.report(.daemonKilled(after: .seconds(10))), .signal(.daemon, 9), .arm(.daemonStop, .seconds(2))]
            ),
            (.exited(.daemon, .signalled(9)), [.disarm(.daemonStop), .exit(1)]),
        ])
    }

    @Test(arguments: [true, false])
    func aDaemonThatEndsWhileTheClientIsStopped(_ announced: Bool) {
        check([
            Self.start, Self.ready,
            (
                .stopRequested(signal: 15, reachedClient: false),
                [.signal(.client(0), 15), .arm(.clientStop, .seconds(10))]
            ),
            (announced ? .stopping : .signalled(10), []), (.exited(.daemon, .exited(1)), []),
            (.exited(.client(0), .exited(1)), [.disarm(.clientStop), .stopRemnants(ofClient: 0), .exit(143)]),
        ])
    }

    @Test func nothingHappensBeforeTheStart() {
        for event in Self.everyEvent where event != .started {
            var supervisor = Supervisor(builder: .own)
            #expect(supervisor.handle(event) == [])
            #expect(!supervisor.isDone)
        }
    }
}
