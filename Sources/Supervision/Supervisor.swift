/// The order of things around one builder and its clients, with no I/O at all: events go in, actions come out, and the
/// event loop carries the actions out.
///
/// What it promises: a client runs only while the builder serves; a stop reaches the clients first and the daemon once;
/// a client that failed for the moment is started again only while nothing else has ended the run; nothing can keep the
/// run from ending; there is exactly one `exit`, and no action after it.
package struct Supervisor: Sendable {
    private enum State: Equatable, Sendable {
        case idle
        /// The daemon of this run has been spawned and is not ready.
        case starting
        /// Somebody else's builder is waited for; what the last probe saw is kept for the report.
        case waiting(ProbeFailure?)
        case running
        /// The daemon died under its clients, which now have a moment to end by themselves.
        case bereaved
        case stoppingClients(result: Int32, killed: Bool)
        case stoppingDaemon(result: Int32, killed: Bool)
        case done
    }

    /// `sysexits.h`; the table of all codes is the contract in `BuildKit`, which this module does not know.
    private static let unavailable: Int32 = 69
    private static let terminate: Int32 = 15
    private static let kill: Int32 = 9
    /// A failure that no other one is graver than: the daemon is gone, or there is no client to run.
    private static let gravest = Int.max

    private let builder: Builder
    private let limits: Limits
    private var state: State = .idle
    private var clients: ClientLedger
    private var daemonIsAlive = false
    /// Somebody has asked the daemon to stop. It must not be asked again: `buildkitd` takes a third request as an order
    /// to die at once, and others signal it too.
    private var daemonIsStopping = false
    /// The daemon says that it is stopping.
    private var daemonHasObeyed = false
    /// The daemon announces itself, so that one that ends without `.stopping` has died.
    private var daemonAnnounces = false

    /// - Parameter clients: how many there are; 0 for a run that only waits for the builder.
    package init(builder: Builder, clients: Int = 1, limits: Limits = Limits()) {
        self.builder = builder
        self.clients = ClientLedger(count: clients)
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
            return state == .running ? signalClients(signal) : []
        default:
            break
        }
        switch state {
        case .idle: return event == .started ? start() : []
        case .starting: return whileStarting(event)
        case .waiting(let seen): return whileWaiting(event, seen: seen)
        case .running: return whileRunning(event)
        case .bereaved: return whileBereaved(event)
        case .stoppingClients(let result, let killed):
            return whileStoppingClients(event, result: result, killed: killed)
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
            return spawnClients()
        }
    }

    private mutating func whileStarting(_ event: Event) -> [Action] {
        switch event {
        case .ready:
            return stopWaiting + startClients()
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
            return stopWaiting + startClients()
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

    private mutating func startClients() -> [Action] {
        clients.isEmpty ? [.report(.ready)] + stopDaemon(0) : spawnClients() + [.report(.ready)]
    }

    private mutating func spawnClients() -> [Action] {
        state = .running
        return clients.beginAll().map { .spawn(.client($0)) }
    }

    // MARK: The run and the way down

    private mutating func whileRunning(_ event: Event) -> [Action] {
        switch event {
        case .fired(.retry(let client)) where clients.isResting(client):
            clients.begin(client)
            return [.spawn(.client(client))]
        case .failed(let client, let failure) where clients.isRunning(client):
            guard let delay = failure.retryAfter else { break }
            clients.rest(client)
            return [.stopRemnants(ofClient: client), .arm(.retry(client), delay)]
        case .spawnFailed(.client(let client), let errno) where clients.isRunning(client):
            clients.end(client, code: errno == Self.noSuchFile ? 127 : 126, gravity: Self.gravest)
            return [.report(.clientNotStarted(errno: errno))] + stopDaemonAfterClients()
        case .stopRequested(let signal, let reachedClient):
            return stopClients(with: reachedClient ? nil : signal, result: 128 + signal)
        default:
            break
        }
        guard let ended = ended(event) else { return [] }
        clients.end(ended.client, code: ended.failure.code, gravity: ended.failure.gravity)
        return [.stopRemnants(ofClient: ended.client)] + stopDaemonAfterClients()
    }

    /// `ENOENT`, the same on every Linux.
    private static let noSuchFile: Int32 = 2

    /// The running client whose end an event tells; its failure has the code 0 where it succeeded.
    private func ended(_ event: Event) -> (client: Int, failure: Failure)? {
        switch event {
        case .exited(.client(let client), let status) where clients.isRunning(client):
            (client, Failure(code: status.shellCode))
        case .failed(let client, let failure) where clients.isRunning(client):
            (client, failure)
        default:
            nil
        }
    }

    private mutating func stopDaemonAfterClients() -> [Action] {
        clients.running.isEmpty && clients.resting.isEmpty ? stopDaemon(clients.result) : []
    }

    private mutating func whileBereaved(_ event: Event) -> [Action] {
        switch event {
        case .fired(.farewell):
            return stopClients(with: Self.terminate, result: Self.unavailable)
        case .stopRequested(let signal, let reachedClient):
            return [.disarm(.farewell)] + stopClients(with: reachedClient ? nil : signal, result: 128 + signal)
        default:
            guard let (client, failure) = ended(event) else { return [] }
            // A client that has succeeded all the same had its answer before the daemon died. A daemon that announced its
            // stop was asked to, as a rule together with the client and with us.
            if failure.code == 0 || daemonHasObeyed {
                clients.end(client, code: failure.code, gravity: failure.gravity)
            } else {
                clients.end(client, code: Self.unavailable, gravity: Self.gravest)
            }
            guard clients.running.isEmpty else { return [.stopRemnants(ofClient: client)] }
            return [.disarm(.farewell), .stopRemnants(ofClient: client)] + finish(clients.result)
        }
    }

    private mutating func whileStoppingClients(_ event: Event, result: Int32, killed: Bool) -> [Action] {
        switch event {
        case .stopRequested(let signal, reachedClient: false):
            return signalClients(signal)
        case .fired(.clientStop) where killed:
            return stopDaemon(result)
        case .fired(.clientStop):
            state = .stoppingClients(result: result, killed: true)
            return [.report(.clientKilled(after: limits.stop))] + signalClients(Self.kill) + [
                .arm(.clientStop, limits.afterKill)
            ]
        default:
            guard let (client, _) = ended(event) else { return [] }
            clients.end(client)
            guard clients.running.isEmpty else { return [.stopRemnants(ofClient: client)] }
            return [.disarm(.clientStop), .stopRemnants(ofClient: client)] + stopDaemon(result)
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
            let given = giveUpResting(code: Self.unavailable)
            guard clients.running.isEmpty else {
                return given + [.report(.daemonDiedUnderClient(status)), .arm(.farewell, limits.farewell)]
            }
            return given + [.report(.daemonDiedUnderClient(status))] + finish(clients.result)
        case .stoppingClients:
            return []
        case .stoppingDaemon(let result, let killed):
            // The sockets of a process that dies close before its parent hears of it, and so the client can be the first
            // to be gone.
            if clients.hasFailure && daemonAnnounces && !daemonHasObeyed && !killed {
                return [.disarm(.daemonStop), .report(.daemonDiedUnderClient(status))] + finish(Self.unavailable)
            }
            return [.disarm(.daemonStop)] + finish(result)
        case .idle, .waiting, .bereaved, .done:
            return []
        }
    }

    /// - Parameter signal: `nil` where the clients have it already.
    private mutating func stopClients(with signal: Int32?, result: Int32) -> [Action] {
        let given = giveUpResting(code: 0)
        guard !clients.running.isEmpty else { return given + stopDaemon(result) }
        state = .stoppingClients(result: result, killed: false)
        return given + (signal.map { signalClients($0) } ?? []) + [.arm(.clientStop, limits.stop)]
    }

    private func signalClients(_ signal: Int32) -> [Action] {
        clients.running.map { .signal(.client($0), signal) }
    }

    /// No client is started again.
    private mutating func giveUpResting(code: Int32) -> [Action] {
        clients.resting.map { client in
            clients.end(client, code: code, gravity: Self.gravest)
            return .disarm(.retry(client))
        }
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
