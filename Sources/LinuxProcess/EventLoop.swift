import CLinuxShims
import Glibc
package import Supervision

/// What an event loop has to run.
package struct Run: Sendable {
    package var builder: Supervisor.Builder
    package var daemon: SpawnRequest?
    /// All are started once the builder serves; none for a run that only waits for it.
    package var clients: [SpawnRequest] = []
    package var probe: BuilderProbe?
    package var limits: Supervisor.Limits
    /// Where the daemon says that it is ready; its owner removes it. Only with a daemon of our own.
    package var notifyPath: String?
    /// A descriptor that takes the whole log of the daemon, or -1.
    package var logFile: CInt = -1

    package init(builder: Supervisor.Builder, limits: Supervisor.Limits) {
        self.builder = builder
        self.limits = limits
    }
}

/// Who is told what happens in a run. All is called on the thread of the run.
package struct RunObserver {
    /// Tells people; gets the end of the daemon's log.
    package var report: (Supervisor.Notice, _ daemonLog: [UInt8]) -> Void
    /// A client has been started, for the first time or again.
    package var clientStarted: (_ client: Int) -> Void = { _ in }
    /// Takes what the clients print on standard error, as it comes; without one they print where this process does.
    package var clientOutput: ((_ client: Int, UnsafeRawBufferPointer) -> Void)?
    /// Called again and again while the run lasts, whatever happens in it: about once in this time.
    package var pulse: (interval: Duration, body: () -> Void)?
    /// Says what the end of a client means, after all of its output.
    package var clientEnded: (_ client: Int, ExitStatus) -> Supervisor.Event = { .exited(.client($0), $1) }

    package init(report: @escaping (Supervisor.Notice, _ daemonLog: [UInt8]) -> Void) { self.report = report }
}

/// Runs a `Supervisor` against real processes: one thread, one `poll`.
package struct EventLoop: ~Copyable {
    /// Signals that a client may have a use for.
    private static let forwardedSignals = [SIGUSR1, SIGUSR2]

    private struct Child {
        let pid: ProcessID
        let leadsProcessGroup: Bool
        /// Readable when the process has ended; -1 where the kernel has none. SIGCHLD alone does not do: the kernel
        /// drops it when another thread leaves it unblocked.
        let exitDescriptor: CInt
        var hasExited = false
    }

    private let run: Run
    private let observer: RunObserver
    private let signals: SignalSource
    private let stopSignals: [CInt]
    private let notify: NotifySocket?
    private let nullDevice: Descriptor
    private var log: LogCapture
    private var logWriteEnd: CInt
    private var probe: CurrentProbe
    private var supervisor: Supervisor
    private var children: [Supervisor.Role: Child] = [:]
    private var outputs: [Int: ClientOutput] = [:]
    private var deadlines: [Supervisor.Timer: Duration] = [:]
    private var nextPulse: Duration?
    private let inherited: Set<ProcessID>

    package init(_ run: Run, observer: RunObserver) throws(SystemError) {
        // Everything that can throw comes first: a noncopyable value cannot be left half made.
        let stopSignals = StopSignals.heeded
        let signals = try SignalSource([SIGCHLD] + stopSignals + Self.forwardedSignals)
        let nullDevice = try Self.openNullDevice()
        let notify = try run.notifyPath.map(NotifySocket.init(path:))
        let pipe = try makePipe()
        let log = try LogCapture(source: Descriptor(owning: pipe.read), file: run.logFile)
        logWriteEnd = Self.keepingReader(of: pipe.write)
        self.log = log
        self.notify = notify
        probe = CurrentProbe(run.probe, nullDevice: nullDevice.rawValue)
        self.signals = signals
        self.stopSignals = stopSignals
        self.nullDevice = nullDevice
        self.run = run
        self.observer = observer
        inherited = Children.all()
        supervisor = Supervisor(builder: run.builder, clients: run.clients.count, limits: run.limits)
    }

    /// The daemon's end of its log, open for reading too: the pipe then has a reader for as long as it has a writer. When
    /// this process is killed, the daemon that is asked to stop logs that, and `SIGPIPE` would end it before it has ended
    /// its RUN steps.
    private static func keepingReader(of writeEnd: CInt) -> CInt {
        let both = open("/proc/self/fd/\(writeEnd)", O_RDWR | O_CLOEXEC)
        guard both >= 0 else { return writeEnd }
        _ = close(writeEnd)
        return both
    }

    /// In a root directory without /dev the read end of a pipe that nobody writes to does as well.
    private static func openNullDevice() throws(SystemError) -> Descriptor {
        let raw = open("/dev/null", O_RDWR | O_CLOEXEC)
        if raw >= 0 { return Descriptor(owning: raw) }
        let pipe = try makePipe()
        _ = close(pipe.write)
        return Descriptor(owning: pipe.read)
    }

    /// Runs to the end and returns the code to exit with.
    package consuming func runToEnd() throws(SystemError) -> Int32 {
        // As PID 1 we have them anyway; elsewhere a kernel that cannot is no reason not to build.
        try? Children.adoptOrphans()
        if let code = feed(.started) { return end(code) }
        while true {
            let probeIsReadable = try wait()
            for output in outputs.values { output.drain() }
            log.drain()  // before a death is reported, so that its last words are in
            if let code = try feedEvents(probeIsReadable: probeIsReadable) { return end(code) }
        }
    }

    private mutating func end(_ code: Int32) -> Int32 {
        probe.stop()
        Children.end(except: inherited)
        for child in children.values where child.exitDescriptor >= 0 { _ = close(child.exitDescriptor) }
        if logWriteEnd >= 0 { _ = close(logWriteEnd) }
        return code
    }

    // MARK: Events

    /// Waits until something happens.
    ///
    /// - Returns: whether it is (also) something for the probe.
    private mutating func wait() throws(SystemError) -> Bool {
        var interests = [
            probe.interest,
            pollfd(fd: signals.descriptor.rawValue, events: Int16(POLLIN), revents: 0),
            pollfd(fd: notify?.descriptor.rawValue ?? -1, events: Int16(POLLIN), revents: 0),
            pollfd(fd: log.hasEnded ? -1 : log.source.rawValue, events: Int16(POLLIN), revents: 0),
        ]
        for child in children.values where !child.hasExited && child.exitDescriptor >= 0 {
            interests.append(pollfd(fd: child.exitDescriptor, events: Int16(POLLIN), revents: 0))
        }
        interests += outputs.values.map(\.interest)
        let count = poll(&interests, nfds_t(interests.count), millisecondsToNextDeadline())
        guard count >= 0 || errno == EINTR else { throw SystemError("poll") }
        return count > 0 && interests[0].revents != 0
    }

    private func millisecondsToNextDeadline() -> CInt {
        let next = [deadlines.values.min(), probe.deadline, nextPulse].compactMap(\.self).min()
        guard let next else { return -1 }
        let left = (next - monotonicNow()).components
        return CInt(clamping: max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1))
    }

    /// Feeds all that has happened to the supervisor, until it says with which code to exit.
    private mutating func feedEvents(probeIsReadable: Bool) throws(SystemError) -> Int32? {
        if let code = try feedAnnouncements() { return code }
        while let arrival = try signals.next() {
            if let event = event(for: arrival), let code = feed(event) { return code }
        }
        var ended: [(ProcessID, ExitStatus)] = []
        Children.reap { ended.append(($0, $1)) }
        // Clients whose daemon has died end right after it; the cause comes before the effect.
        let daemon = children[.daemon]?.pid
        for (pid, status) in ended.filter({ $0.0 == daemon }) + ended.filter({ $0.0 != daemon }) {
            // What it said last comes before its end.
            log.drain()
            if let code = try feedAnnouncements() { return code }
            if let event = event(forExitOf: pid, status), let code = feed(event) { return code }
        }
        if let event = probe.advance(isReadable: probeIsReadable), let code = feed(event) { return code }
        let now = monotonicNow()
        if let pulse = observer.pulse, now >= nextPulse ?? .zero {
            pulse.body()
            nextPulse = now + pulse.interval
        }
        for (timer, deadline) in deadlines where deadline <= now {
            deadlines[timer] = nil
            if let code = feed(.fired(timer)) { return code }
        }
        return nil
    }

    /// Feeds what the daemon says about itself.
    private mutating func feedAnnouncements() throws(SystemError) -> Int32? {
        while let message = try notify?.next() {
            for assignment in message {
                let event: Supervisor.Event? =
                    switch assignment {
                    case "READY=1": .announcedReady
                    case "STOPPING=1": .stopping
                    default: nil
                    }
                if let event, let code = feed(event) { return code }
            }
        }
        return nil
    }

    private func event(for arrival: SignalSource.Arrival) -> Supervisor.Event? {
        if stopSignals.contains(arrival.signal) {
            Patience.shorten()
            let clients = children.filter { $0.key != .daemon && !$0.value.hasExited }.values
            let reachedClient = arrival.isFromKernel && clients.contains { !$0.leadsProcessGroup }
            return .stopRequested(signal: arrival.signal, reachedClient: reachedClient)
        }
        return arrival.signal == SIGCHLD ? nil : .signalled(arrival.signal)
    }

    private mutating func event(forExitOf pid: ProcessID, _ status: ExitStatus) -> Supervisor.Event? {
        guard let role = children.first(where: { $0.value.pid == pid && !$0.value.hasExited })?.key else {
            return probe.exited(pid, status)
        }
        children[role]?.hasExited = true
        guard case .client(let client) = role else { return .exited(.daemon, status) }
        // A pipe holds 64 KiB by default and 1 MiB at the most; what its remnants may still write is not waited for.
        outputs.removeValue(forKey: client)?.drain(reads: 64)
        return observer.clientEnded(client, status)
    }

    // MARK: Actions

    private mutating func feed(_ event: Supervisor.Event) -> Int32? {
        var pending = supervisor.handle(event)
        while !pending.isEmpty {
            switch pending.removeFirst() {
            case .spawn(let role):
                if let failure = spawn(role) { pending += supervisor.handle(failure) }
            case .signal(let role, let signal):
                send(signal, to: role)
            case .stopRemnants(let client):
                if let client = children[.client(client)], client.leadsProcessGroup { _ = kill(-client.pid, SIGTERM) }
            case .startProbe:
                if let known = probe.start() { pending += supervisor.handle(known) }
            case .stopProbe:
                probe.stop()
            case .arm(let timer, let delay):
                deadlines[timer] = monotonicNow() + delay
            case .disarm(let timer):
                deadlines[timer] = nil
            case .report(let notice):
                observer.report(notice, log.contents)
            case .exit(let code):
                return code
            }
        }
        return nil
    }

    private mutating func spawn(_ role: Supervisor.Role) -> Supervisor.Event? {
        guard var request = request(for: role) else { return .spawnFailed(role, errno: ENOENT) }
        request.parentDeathSignal = SIGTERM
        switch role {
        case .daemon:
            // A terminal's signals must reach the client first.
            request.leadsProcessGroup = true
            request.input = nullDevice.rawValue
            request.output = logWriteEnd
            request.error = logWriteEnd
        case .client(let client):
            // So that the children of a script are signalled with it. At a terminal it has to stay in our group, which
            // is the one in the foreground.
            request.leadsProcessGroup = isatty(0) == 0 && isatty(1) == 0 && isatty(2) == 0
            return spawn(client: client, request)
        }
        do throws(SystemError) {
            try start(request, as: role)
        } catch {
            return .spawnFailed(role, errno: error.code)
        }
        // From here on the log ends when the last process that writes to it has ended.
        _ = close(logWriteEnd)
        logWriteEnd = -1
        return nil
    }

    private func request(for role: Supervisor.Role) -> SpawnRequest? {
        switch role {
        case .daemon: run.daemon
        case .client(let client): run.clients.indices.contains(client) ? run.clients[client] : nil
        }
    }

    private mutating func spawn(client: Int, _ request: SpawnRequest) -> Supervisor.Event? {
        var request = request
        do throws(SystemError) {
            if let take = observer.clientOutput {
                let pipe = try makePipe()
                defer { _ = close(pipe.write) }
                request.error = pipe.write
                let output = try ClientOutput(Descriptor(owning: pipe.read)) { take(client, $0) }
                try start(request, as: .client(client))
                outputs[client] = output
            } else {
                try start(request, as: .client(client))
            }
        } catch {
            return .spawnFailed(.client(client), errno: error.code)
        }
        observer.clientStarted(client)
        return nil
    }

    private mutating func start(_ request: SpawnRequest, as role: Supervisor.Role) throws(SystemError) {
        let pid = try request.spawn()
        if let former = children[role], former.exitDescriptor >= 0 { _ = close(former.exitDescriptor) }
        children[role] = Child(
            pid: pid, leadsProcessGroup: request.leadsProcessGroup, exitDescriptor: clinux_pidfd_open(pid))
    }

    private func send(_ signal: CInt, to role: Supervisor.Role) {
        guard let child = children[role], !child.hasExited else { return }
        // A daemon is asked to stop once, by its parent process: rootlesskit passes it on, and buildkitd takes a third
        // request as an order to die at once.
        let wholeGroup = child.leadsProcessGroup && (role != .daemon || signal == SIGKILL)
        _ = kill(wholeGroup ? -child.pid : child.pid, signal)
    }
}
