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
    /// The place in which it was first seen, from 1, as `--progress=plain` numbers steps.
    package let number: Int
    package private(set) var name: StepName
    package private(set) var fullName: String
    package private(set) var inputs: [String]
    package private(set) var started: Instant?
    package private(set) var completed: Instant?
    package private(set) var isCached = false
    package private(set) var error: String?
    /// How often it was started: the probe of the cache is a start of its own before the run.
    package private(set) var starts = 0
    package private(set) var transfers: [Transfer] = []
    package private(set) var log: LogTail

    init(_ vertex: SolveStatus.Vertex, number: Int, logLimit: Int) {
        digest = vertex.digest
        self.number = number
        name = StepName(vertex.name)
        fullName = vertex.name
        inputs = vertex.inputs
        log = LogTail(limit: logLimit)
        update(vertex)
    }

    /// Of several starts the last counts, with the end that belongs to it. That a step was cached stays known.
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
        if let completed = vertex.completed { self.completed = completed }
        isCached = isCached || vertex.isCached
        error = vertex.error ?? error
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

    /// What was transferred, in bytes: the context, layers that were fetched or pushed.
    package var bytes: Int { transfers.reduce(0) { $0 + $1.current } }

    /// Whether its error only says that something else ended the build.
    package var isCancelled: Bool {
        error.map { $0.contains("context canceled") || $0.contains("Canceled") } ?? false
    }
}
