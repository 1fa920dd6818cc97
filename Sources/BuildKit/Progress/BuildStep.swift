/// A vertex with all that its messages have said so far.
package struct BuildStep: Equatable, Sendable {
    /// The figures of one transfer, as last reported.
    package struct Transfer: Equatable, Sendable {
        package let id: String
        package fileprivate(set) var current: Int
        package fileprivate(set) var total: Int?
        package fileprivate(set) var isCompleted: Bool
    }

    package let digest: String
    /// The place in the order in which steps began, from 1, as `--progress=plain` numbers them; nothing before that.
    package fileprivate(set) var number: Int?
    package private(set) var name: StepName
    package private(set) var fullName: String
    package private(set) var inputs: [String]
    package private(set) var started: Instant?
    package private(set) var completed: Instant?
    /// Whether its result came from the cache: it was not run. See `noteCache`.
    package private(set) var isCached = false
    package private(set) var error: String?
    /// How often it was started: the probe of the cache is a start of its own before the run.
    package private(set) var starts = 0
    /// When it was at work, oldest first, without overlaps: a FROM works when its layers are resolved, fetched, unpacked.
    package private(set) var intervals: [ClosedRange<Instant>] = []
    package private(set) var transfers: [Transfer] = []
    package private(set) var log: LogTail

    init(_ vertex: SolveStatus.Vertex, logLimit: Int) {
        digest = vertex.digest
        name = StepName(vertex.name)
        fullName = vertex.name
        inputs = vertex.inputs
        log = LogTail(limit: logLimit)
        update(vertex)
    }

    /// Of several starts the last counts, with the end that belongs to it.
    mutating func update(_ vertex: SolveStatus.Vertex) {
        if !vertex.name.isEmpty, vertex.name != fullName {
            fullName = vertex.name
            name = StepName(vertex.name)
        }
        if !vertex.inputs.isEmpty { inputs = vertex.inputs }
        if let started = vertex.started {
            if started != self.started {
                starts += 1
                completed = nil
                error = nil
            }
            self.started = started
        }
        if let completed = vertex.completed {
            self.completed = completed
            if let started = vertex.started { note(started...max(started, completed)) }
        }
        noteCache(vertex)
        error = vertex.error ?? error
    }

    /// A step is told as cached when its result is found, and may begin again after that, for one of two reasons:
    ///
    /// - A layer of its result is fetched, since a later step or an export needs it. Such messages carry no inputs
    ///   (`util/progress/controller` in moby/buildkit). It has not run, although `--progress=plain` ends it with DONE.
    /// - It is run after all: only what came of it was in the cache, and another step needs its own result. The solver's
    ///   messages carry the step's inputs (`notifyStarted` in its `solver/jobs.go`).
    ///
    /// A step without inputs, such as WORKDIR right after `FROM scratch`, stays cached once it was.
    private mutating func noteCache(_ vertex: SolveStatus.Vertex) {
        if vertex.isCached {
            isCached = true
        } else if vertex.started != nil, !vertex.inputs.isEmpty {
            isCached = false
        }
    }

    /// Messages are repeated, and an interval may be told with a later end.
    private mutating func note(_ interval: ClosedRange<Instant>) {
        let overlapping = intervals.filter { $0.overlaps(interval) }
        let start = overlapping.map(\.lowerBound).min().map { min($0, interval.lowerBound) } ?? interval.lowerBound
        let end = overlapping.map(\.upperBound).max().map { max($0, interval.upperBound) } ?? interval.upperBound
        intervals.removeAll { $0.overlaps(interval) }
        let place = intervals.firstIndex { $0.lowerBound > start } ?? intervals.endIndex
        intervals.insert(start...end, at: place)
    }

    /// - Parameter number: for the step, if it begins now.
    /// - Returns: whether it took the number.
    mutating func begin(_ number: Int) -> Bool {
        guard self.number == nil, started != nil || log.byteCount > 0 || error != nil else { return false }
        self.number = number
        return true
    }

    mutating func update(_ transfer: SolveStatus.Transfer) {
        let place = transfers.firstIndex { $0.id == transfer.id } ?? transfers.endIndex
        if place == transfers.endIndex {
            transfers.append(Transfer(id: transfer.id, current: 0, total: nil, isCompleted: false))
        }
        transfers[place].current = max(transfers[place].current, transfer.current)
        transfers[place].total = transfer.total ?? transfers[place].total
        transfers[place].isCompleted = transfers[place].isCompleted || transfer.completed != nil
    }

    mutating func append(_ log: SolveStatus.Log) { self.log.append(log.data) }

    /// From the last start to its end; nothing for a step that has not ended.
    package var duration: Duration? {
        guard let started, let completed else { return nil }
        return max(completed - started, .zero)
    }

    /// How long it was at work in all. Between its intervals it waited for other steps.
    package var workingTime: Duration { intervals.reduce(.zero) { $0 + ($1.upperBound - $1.lowerBound) } }

    /// What was transferred, in bytes: the context, layers that were fetched or pushed.
    package var bytes: Int { transfers.reduce(0) { $0 + $1.current } }

    /// Whether its error only says that something else ended the build.
    package var isCancelled: Bool {
        error.map { $0.contains("context canceled") || $0.contains("Canceled") } ?? false
    }
}
