import Supervision
import Testing

/// Runs against a made-up world in which anything that can happen does, in any order, and the promises of `Supervisor`
/// hold.
@Suite struct RandomWalkTests {
    private static let walks: UInt64 = 12_000

    @Test(arguments: [Supervisor.Builder.own, .existing, .none])
    func thePromisesHold(_ builder: Supervisor.Builder) {
        for seed in 0..<Self.walks {
            var world = World(builder: builder, seed: seed)
            world.walk()
            if !world.faults.isEmpty {
                Issue.record("seed \(seed): \(world.faults)\n\(world.story)")
                return
            }
        }
    }

    /// Events that cannot happen, such as the exit of a process that was never started, do no harm either.
    @Test(arguments: [Supervisor.Builder.own, .existing, .none])
    func nonsenseDoesNotKeepARunFromEnding(_ builder: Supervisor.Builder) {
        for seed in 0..<Self.walks {
            var random = Generator(state: seed)
            var supervisor = Supervisor(builder: builder, clients: Int(seed % 4))
            var actions = supervisor.handle(.started)
            for _ in 0..<random.below(30) { actions += supervisor.handle(random.event()) }
            // Whatever it has come to: a request to stop, and the time for it.
            actions += supervisor.handle(.stopRequested(signal: 15, reachedClient: false))
            for timer in [Supervisor.Timer.farewell, .clientStop, .clientStop, .daemonStop, .daemonStop] {
                actions += supervisor.handle(.fired(timer))
            }
            let exits = actions.indices.filter { if case .exit = actions[$0] { true } else { false } }
            let terminations = actions.count { $0 == .signal(.daemon, 15) }
            // A comparison here is many times faster than an expectation.
            guard supervisor.isDone, exits == [actions.count - 1], terminations <= 1 else {
                Issue.record("seed \(seed): \(actions)")
                return
            }
        }
    }
}

/// SplitMix64: small, and the same on every machine.
private struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func isLucky(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    mutating func status() -> ExitStatus { isLucky(70) ? .exited(Int32(below(3))) : .signalled(pick([6, 9, 11, 15])) }

    mutating func failure() -> ProbeFailure {
        pick([.refused, .noSocket, .silent, .nameNotFound, .closed, .serverSpeaksTLS, .certificate("x")])
    }

    mutating func judgement() -> Supervisor.Failure {
        .init(
            code: pick([1, 69, 75]), gravity: below(3), retryAfter: isLucky(60) ? .milliseconds(1 + below(100)) : nil)
    }

    mutating func event() -> Supervisor.Event {
        switch below(14) {
        case 0: .ready
        case 1: .announcedReady
        case 2: .stopping
        case 3: .probeObserved(failure())
        case 4: .probeFailed(failure())
        case 5: .spawnFailed(pick([.daemon, .client(0), .client(1)]), errno: pick([2, 13]))
        case 6, 7: .exited(pick([.daemon, .client(0), .client(1), .client(7)]), status())
        case 10: .failed(client: below(4), judgement())
        case 11: .fired(.retry(below(4)))
        case 8: .stopRequested(signal: pick([1, 2, 3, 15]), reachedClient: isLucky(50))
        case 9: .signalled(10)
        default: .fired(pick([.readiness, .probe, .farewell, .clientStop, .daemonStop]))
        }
    }
}

/// What the event loop and the kernel do, without either.
private struct World {
    private enum Life { case unborn, alive, reaped }

    private var supervisor: Supervisor
    private var random: Generator
    private var daemon = Life.unborn
    private var clients: [Life]
    private var killed: Set<Supervisor.Role> = []
    /// Those that have been promised another start.
    private var retries: Set<Supervisor.Role> = []
    private var armed: Set<Supervisor.Timer> = []
    private var isProbing = false
    private var builderServes = false
    private var daemonSaidItStops = false
    private var terminations = 0
    private var exits = 0
    private(set) var faults: [String] = []
    private var history: [(Supervisor.Event, [Supervisor.Action])] = []

    var story: String { history.map { "\($0)\n    \($1)" }.joined(separator: "\n") }

    init(builder: Supervisor.Builder, seed: UInt64) {
        random = Generator(state: seed)
        let count = seed % 5 == 0 ? (builder == .none ? 1 : 0) : Int(seed % 5 % 3) + 1
        clients = Array(repeating: .unborn, count: count)
        supervisor = Supervisor(builder: builder, clients: count)
        builderServes = builder == .none
    }

    mutating func walk() {
        feed(.started)
        for _ in 0..<60 where !supervisor.isDone {
            if let event = somethingThatCanHappen() { feed(event) }
        }
        // Then somebody asks for the end, and time passes; nobody else does anything.
        if !supervisor.isDone { feed(.stopRequested(signal: 15, reachedClient: random.isLucky(50))) }
        for _ in 0..<10 where !supervisor.isDone {
            guard let timer = armed.first else { return faults.append("it waits for ever") }
            armed.remove(timer)
            feed(.fired(timer))
        }
        if !supervisor.isDone { faults.append("it does not end") }
        if exits != 1 { faults.append("\(exits) exits") }
        for role in [.daemon] + clients.indices.map({ Supervisor.Role.client($0) })
        where life(of: role) == .alive && !killed.contains(role) { faults.append("\(role) is left alone") }
    }

    private func life(of role: Supervisor.Role) -> Life {
        switch role {
        case .daemon: daemon
        case .client(let client): clients[client]
        }
    }

    private mutating func set(_ life: Life, of role: Supervisor.Role) {
        switch role {
        case .daemon: daemon = life
        case .client(let client): clients[client] = life
        }
    }

    private mutating func somethingThatCanHappen() -> Supervisor.Event? {
        switch random.below(12) {
        case 0, 1:
            guard daemon == .alive, !daemonSaidItStops else { return nil }
            builderServes = true
            return .announcedReady
        case 2:
            guard isProbing else { return nil }
            isProbing = false
            builderServes = true
            return .ready
        case 3:
            guard isProbing else { return nil }
            if random.isLucky(50) { return .probeObserved(random.failure()) }
            isProbing = false
            return .probeFailed(random.failure())
        case 4:
            guard daemon == .alive, random.isLucky(30) else { return nil }
            daemonSaidItStops = true
            return .stopping
        case 5:
            guard daemon == .alive, random.isLucky(40) else { return nil }
            daemon = .reaped
            return .exited(.daemon, random.status())
        case 6, 7:
            let alive = clients.indices.filter { clients[$0] == .alive }
            guard !alive.isEmpty else { return nil }
            let client = random.pick(alive)
            clients[client] = .reaped
            if random.isLucky(40) { return .failed(client: client, random.judgement()) }
            return .exited(.client(client), random.status())
        case 8:
            return random.isLucky(30)
                ? .stopRequested(signal: random.pick([1, 2, 3, 15]), reachedClient: random.isLucky(50)) : nil
        case 9:
            return .signalled(10)
        default:
            guard !armed.isEmpty else { return nil }
            // A set has no order that is the same in every process.
            let timer = random.pick(
                ([.readiness, .probe, .farewell, .clientStop, .daemonStop] + clients.indices.map { .retry($0) })
                    .filter(armed.contains))
            armed.remove(timer)
            return .fired(timer)
        }
    }

    private mutating func feed(_ event: Supervisor.Event) {
        history.append((event, []))
        var pending = supervisor.handle(event)
        while !pending.isEmpty {
            let action = pending.removeFirst()
            history[history.count - 1].1.append(action)
            if exits > 0 { faults.append("\(action) after the exit") }
            pending += perform(action)
        }
    }

    /// - Returns: the actions that its failure leads to.
    private mutating func perform(_ action: Supervisor.Action) -> [Supervisor.Action] {
        switch action {
        case .spawn(let role):
            if role != .daemon && !builderServes { faults.append("\(role) starts before the builder serves") }
            switch life(of: role) {
            case .unborn: break
            case .alive: faults.append("\(role) starts twice")
            case .reaped where role == .daemon || !retries.contains(role): faults.append("\(role) starts again")
            case .reaped where daemon == .reaped || terminations > 0: faults.append("\(role) starts on its way down")
            case .reaped: break
            }
            if random.isLucky(5) {
                return supervisor.handle(.spawnFailed(role, errno: random.pick([2, 13])))
            }
            set(.alive, of: role)
        case .signal(let role, let signal):
            if life(of: role) != .alive { faults.append("\(role) is signalled and not alive") }
            if signal == 9 { killed.insert(role) }
            if role == .daemon && signal != 9 {
                terminations += 1
                if signal != 15 { faults.append("the daemon gets signal \(signal)") }
                if terminations > 1 { faults.append("the daemon is asked twice") }
                if daemonSaidItStops { faults.append("the daemon is asked although it is stopping") }
                for client in clients.indices where clients[client] == .alive && !killed.contains(.client(client)) {
                    faults.append("the daemon is stopped before client \(client)")
                }
            }
        case .startProbe:
            isProbing = true
        case .stopProbe:
            isProbing = false
        case .arm(let timer, let delay):
            if delay <= .zero { faults.append("\(timer) has no delay") }
            armed.insert(timer)
            if case .retry(let client) = timer { retries.insert(.client(client)) }
        case .disarm(let timer):
            armed.remove(timer)
        case .exit:
            exits += 1
            if !armed.isEmpty { faults.append("armed at the end: \(armed)") }
            if isProbing { faults.append("a probe is under way at the end") }
        case .report, .stopRemnants:
            break
        }
        return []
    }
}
