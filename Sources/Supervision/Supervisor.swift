/// The order of things around one builder and one client, with no I/O at all: events go in, actions come out, and the
/// event loop carries the actions out.
///
/// What it promises: the client runs only while the builder serves; a stop reaches the client first and the daemon once;
/// nothing can keep the run from ending; there is exactly one `exit`, and no action after it.
package struct Supervisor: Sendable {
    private enum State: Equatable, Sendable {
        case idle
        /// The daemon of this run has been spawned and is not ready.
        case starting
        /// Somebody else's builder is waited for; what the last probe saw is kept for the report.
        case waiting(ProbeFailure?)
        case running
        /// The daemon died under the client, which now has a moment to end by itself.
        case bereaved
        case stoppingClient(result: Int32, killed: Bool)
        case stoppingDaemon(result: Int32, killed: Bool)
        case done
    }

    /// `sysexits.h`; the table of all codes is the contract in `BuildKit`, which this module does not know.
    private static let unavailable: Int32 = 69
    private static let terminate: Int32 = 15
    private static let kill: Int32 = 9

    private let builder: Builder
    private let hasClient: Bool
    private let limits: Limits
    private var state: State = .idle
    private var daemonIsAlive = false
    /// Somebody has asked the daemon to stop. It must not be asked again: `buildkitd` takes a third request as an order
    /// to die at once, and others signal it too.
    private var daemonIsStopping = false
    /// The daemon says that it is stopping.
    private var daemonHasObeyed = false
    /// The daemon announces itself, so that one that ends without `.stopping` has died.
    private var daemonAnnounces = false
    private var clientFailed = false

    /// - Parameter hasClient: `false` for a run that only waits for the builder.
    package init(builder: Builder, hasClient: Bool = true, limits: Limits = Limits()) {
        self.builder = builder
        self.hasClient = hasClient
        self.limits = limits
    }

    /// Whether the run has ended: every further event is ignored.
    package var isDone: Bool { state == .done }

    package mutating func handle(_ event: Event) -> [Action] {
        switch event {
        case .stopping:
            daemonIsStopping = true
            daemonHasObeyed = true
            return []
        case .announcedReady:
            daemonAnnounces = true
            return handle(.ready)
        case .exited(.daemon, let status):
            return daemonExited(status)
        case .signalled(let signal):
            return state == .running ? [.signal(.client, signal)] : []
        default:
            break
        }
        switch state {
        case .idle: return event == .started ? start() : []
        case .starting: return whileStarting(event)
        case .waiting(let seen): return whileWaiting(event, seen: seen)
        case .running: return whileRunning(event)
        case .bereaved: return whileBereaved(event)
        case .stoppingClient(let result, let killed): return whileStoppingClient(event, result: result, killed: killed)
        case .stoppingDaemon(let result, let killed): return whileStoppingDaemon(event, result: result, killed: killed)
        case .done: return []
        }
    }

    // MARK: The way up

    private mutating func start() -> [Action] {
        switch builder {
        case .own:
            state = .starting
            daemonIsAlive = true
            return [.spawn(.daemon), .arm(.readiness, limits.readiness), .arm(.probe, limits.firstProbe)]
        case .existing:
            state = .waiting(nil)
            return [.arm(.readiness, limits.readiness), .startProbe]
        case .none:
            state = .running
            return [.spawn(.client)]
        }
    }

    private mutating func whileStarting(_ event: Event) -> [Action] {
        switch event {
        case .ready:
            return stopWaiting + startClient()
        case .fired(.probe):
            return [.startProbe]
        case .probeFailed:
            return [.arm(.probe, limits.probeInterval)]
        case .fired(.readiness):
            return stopWaiting + [.report(.daemonNotReady(after: limits.readiness))] + stopDaemon(Self.unavailable)
        case .stopRequested(let signal, _):
            return stopWaiting + stopDaemon(128 + signal)
        case .spawnFailed(.daemon, let errno):
            daemonIsAlive = false
            return stopWaiting + [.report(.daemonNotStarted(errno: errno))] + finish(Self.unavailable)
        default:
            return []
        }
    }

    private mutating func whileWaiting(_ event: Event, seen: ProbeFailure?) -> [Action] {
        switch event {
        case .ready:
            return stopWaiting + startClient()
        case .fired(.probe):
            return [.startProbe]
        case .probeObserved(let failure):
            if Self.tells(failure, moreThan: seen) { state = .waiting(failure) }
            return []
        case .probeFailed(let failure) where failure.isPermanent:
            return stopWaiting + [.report(.builderUnusable(failure))] + finish(Self.unavailable)
        case .probeFailed(let failure):
            state = .waiting(failure)
            return [.arm(.probe, limits.probeInterval)]
        case .fired(.readiness):
            return stopWaiting + [.report(.builderNotReached(seen, after: limits.readiness))] + finish(Self.unavailable)
        case .stopRequested(let signal, _):
            return stopWaiting + finish(128 + signal)
        default:
            return []
        }
    }

    /// Whether what a probe under way has seen is worth more than how the one before it ended: it has only begun, and the
    /// limit may come at that moment.
    private static func tells(_ failure: ProbeFailure, moreThan seen: ProbeFailure?) -> Bool {
        switch (failure, seen) {
        case (_, nil): true
        case (.unreachable, _), (.noAnswer, _), (.silent, .closed): false
        default: true
        }
    }

    private var stopWaiting: [Action] { [.disarm(.readiness), .disarm(.probe), .stopProbe] }

    private mutating func startClient() -> [Action] {
        guard hasClient else { return [.report(.ready)] + stopDaemon(0) }
        state = .running
        return [.spawn(.client), .report(.ready)]
    }

    // MARK: The run and the way down

    private mutating func whileRunning(_ event: Event) -> [Action] {
        switch event {
        case .exited(.client, let status):
            clientFailed = status != .exited(0)
            return [.stopRemnantsOfClient] + stopDaemon(status.shellCode)
        case .spawnFailed(.client, let errno):
            return [.report(.clientNotStarted(errno: errno))] + stopDaemon(errno == Self.noSuchFile ? 127 : 126)
        case .stopRequested(let signal, let reachedClient):
            return stopClient(with: reachedClient ? nil : signal, result: 128 + signal)
        default:
            return []
        }
    }

    /// `ENOENT`, the same on every Linux.
    private static let noSuchFile: Int32 = 2

    private mutating func whileBereaved(_ event: Event) -> [Action] {
        switch event {
        case .exited(.client, let status):
            // A client that has succeeded all the same had its answer before the daemon died. A daemon that announced its
            // stop was asked to, as a rule together with the client and with us.
            let isExcused = status == .exited(0) || daemonHasObeyed
            let result = isExcused ? status.shellCode : Self.unavailable
            return [.disarm(.farewell), .stopRemnantsOfClient] + finish(result)
        case .fired(.farewell):
            return stopClient(with: Self.terminate, result: Self.unavailable)
        case .stopRequested(let signal, let reachedClient):
            return [.disarm(.farewell)] + stopClient(with: reachedClient ? nil : signal, result: 128 + signal)
        default:
            return []
        }
    }

    private mutating func whileStoppingClient(_ event: Event, result: Int32, killed: Bool) -> [Action] {
        switch event {
        case .exited(.client, _):
            return [.disarm(.clientStop), .stopRemnantsOfClient] + stopDaemon(result)
        case .stopRequested(let signal, reachedClient: false):
            return [.signal(.client, signal)]
        case .fired(.clientStop) where killed:
            return stopDaemon(result)
        case .fired(.clientStop):
            state = .stoppingClient(result: result, killed: true)
            return [
                .report(.clientKilled(after: limits.stop)), .signal(.client, Self.kill),
                .arm(.clientStop, limits.afterKill),
            ]
        default:
            return []
        }
    }

    private mutating func whileStoppingDaemon(_ event: Event, result: Int32, killed: Bool) -> [Action] {
        switch event {
        case .fired(.daemonStop) where killed:
            return finish(result)
        case .fired(.daemonStop):
            state = .stoppingDaemon(result: result, killed: true)
            return [
                .report(.daemonKilled(after: limits.stop)), .signal(.daemon, Self.kill),
                .arm(.daemonStop, limits.afterKill),
            ]
        default:
            return []
        }
    }

    private mutating func daemonExited(_ status: ExitStatus) -> [Action] {
        guard daemonIsAlive else { return [] }
        daemonIsAlive = false
        switch state {
        case .starting:
            return stopWaiting + [.report(.daemonDiedEarly(status))] + finish(Self.unavailable)
        case .running:
            state = .bereaved
            return [.report(.daemonDiedUnderClient(status)), .arm(.farewell, limits.farewell)]
        case .stoppingClient:
            return []
        case .stoppingDaemon(let result, let killed):
            // The sockets of a process that dies close before its parent hears of it, and so the client can be the first
            // to be gone.
            if clientFailed && daemonAnnounces && !daemonHasObeyed && !killed {
                return [.disarm(.daemonStop), .report(.daemonDiedUnderClient(status))] + finish(Self.unavailable)
            }
            return [.disarm(.daemonStop)] + finish(result)
        case .idle, .waiting, .bereaved, .done:
            return []
        }
    }

    /// - Parameter signal: `nil` where the client has it already.
    private mutating func stopClient(with signal: Int32?, result: Int32) -> [Action] {
        state = .stoppingClient(result: result, killed: false)
        return (signal.map { [.signal(.client, $0)] } ?? []) + [.arm(.clientStop, limits.stop)]
    }

    private mutating func stopDaemon(_ result: Int32) -> [Action] {
        guard daemonIsAlive else { return finish(result) }
        state = .stoppingDaemon(result: result, killed: false)
        let request: [Action] = daemonIsStopping ? [] : [.signal(.daemon, Self.terminate)]
        daemonIsStopping = true
        return request + [.arm(.daemonStop, limits.stop)]
    }

    private mutating func finish(_ result: Int32) -> [Action] {
        state = .done
        return [.exit(result)]
    }
}
