extension Supervisor {
    /// The processes of a run.
    package enum Role: Hashable, Sendable {
        case daemon
        /// Counted from 0; most runs have one.
        case client(Int)
    }

    /// What a deadline is for.
    package enum Timer: Hashable, Sendable {
        /// The builder has to be ready.
        case readiness
        /// The next look at the builder's address is due.
        case probe
        /// A client that has failed for the moment is due again.
        case retry(Int)
        /// The clients, whose daemon has died, have had their time to end by themselves.
        case farewell
        /// The clients have had their time to stop.
        case clientStop
        /// The daemon has had its time to stop.
        case daemonStop
    }

    /// What happens to a run.
    package enum Event: Equatable, Sendable {
        case started
        /// The builder serves: a probe was answered.
        case ready
        /// The daemon says itself that it serves (`READY=1`). Such a daemon also says when it is going down.
        case announcedReady
        /// The daemon says that it is going down (`STOPPING=1`): somebody has signalled it.
        case stopping
        /// What a probe that is under way has seen so far.
        case probeObserved(ProbeFailure)
        /// A probe has ended without an answer.
        case probeFailed(ProbeFailure)
        case spawnFailed(Role, errno: Int32)
        case exited(Role, ExitStatus)
        /// A client has ended, and what it printed says more about its failure than its status does.
        case failed(client: Int, Failure)
        /// A signal that asks to stop reached this process; `reachedClient` where the terminal sent it to the client too.
        case stopRequested(signal: Int32, reachedClient: Bool)
        /// Any other signal that a client may want to have.
        case signalled(Int32)
        case fired(Timer)
    }

    /// A client's failure as the one who knows the client judges it.
    package struct Failure: Equatable, Sendable {
        /// What the run shall end with on its account; not 0.
        package var code: Int32
        /// Of several failures the code of the gravest counts. A failure that nobody judges has 0.
        package var gravity: Int
        /// After how long the client shall be started again; nothing where it has failed for good.
        package var retryAfter: Duration?

        package init(code: Int32, gravity: Int = 0, retryAfter: Duration? = nil) {
            self.code = code
            self.gravity = gravity
            self.retryAfter = retryAfter
        }
    }

    /// What the event loop has to do, in order.
    package enum Action: Equatable, Sendable {
        case spawn(Role)
        /// To the process and, where it leads a process group, to the whole group.
        case signal(Role, Int32)
        /// Asks what a client left running in its process group to stop: it would keep the daemon from ending.
        case stopRemnants(ofClient: Int)
        case startProbe
        case stopProbe
        case arm(Timer, Duration)
        case disarm(Timer)
        case report(Notice)
        /// The last action of a run.
        case exit(Int32)
    }

    /// What people have to be told.
    package enum Notice: Equatable, Sendable {
        /// The builder is ready and the clients start now.
        case ready
        case daemonNotStarted(errno: Int32)
        /// The daemon's log is part of this message, as of every one that says that the daemon failed.
        case daemonDiedEarly(ExitStatus)
        case daemonNotReady(after: Duration)
        case daemonDiedUnderClient(ExitStatus)
        case daemonKilled(after: Duration)
        case builderNotReached(ProbeFailure?, after: Duration)
        case builderUnusable(ProbeFailure)
        case clientNotStarted(errno: Int32)
        case clientKilled(after: Duration)
    }

    /// Who runs the builder.
    package enum Builder: Equatable, Sendable {
        /// A daemon of this run.
        case own
        /// Somebody else: it is waited for and left alone.
        case existing
        /// Nobody: the client needs none.
        case none
    }

    /// How long things may take.
    package struct Limits: Equatable, Sendable {
        /// From the start until the builder has to be ready.
        package var readiness: Duration
        /// From the request to stop until `SIGKILL`, for each process.
        package var stop: Duration
        /// Until a daemon that does not announce itself is looked at for the first time. `READY=1` comes earlier as a rule.
        package var firstProbe: Duration = .milliseconds(200)
        /// Between two looks.
        package var probeInterval: Duration = .milliseconds(100)
        /// For clients whose daemon has died to say so themselves and end.
        package var farewell: Duration = .seconds(1)
        /// After `SIGKILL`, before a process that the kernel cannot end is left behind.
        package var afterKill: Duration = .seconds(2)

        package init(readiness: Duration = .seconds(120), stop: Duration = .seconds(10)) {
            self.readiness = readiness
            self.stop = stop
        }
    }
}
