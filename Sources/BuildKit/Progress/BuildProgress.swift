/// All that a build has said so far.
package struct BuildProgress: Equatable, Sendable {
    /// In the order in which they were first seen.
    package private(set) var steps: [BuildStep] = []
    /// Each finding once, in the order in which they came.
    package private(set) var warnings: [SolveStatus.Warning] = []
    /// The lines that were no JSON: excerpt and error of a failed build. The first ones are dropped beyond a limit.
    package private(set) var text: [String] = []
    private var places: [String: Int] = [:]
    /// How many steps have begun.
    private var begun = 0
    private let logLimit: Int
    private static let textLimit = 1_000

    /// - Parameter logLimit: how many of its last lines are kept of each step's output.
    package init(logLimit: Int = 20) { self.logLimit = logLimit }

    package mutating func add(_ line: ProgressDecoder.Line) {
        switch line {
        case .text(let text):
            self.text.append(text)
            if self.text.count > Self.textLimit { self.text.removeFirst() }
        case .status(let status): add(status)
        }
    }

    /// - Returns: the places in `steps` of those that changed.
    @discardableResult
    package mutating func add(_ status: SolveStatus) -> Set<Int> {
        var changed: Set<Int> = []
        for vertex in status.vertexes {
            if let place = places[vertex.digest] {
                steps[place].update(vertex)
                changed.insert(place)
            } else {
                places[vertex.digest] = steps.count
                changed.insert(steps.count)
                steps.append(BuildStep(vertex, logLimit: logLimit))
            }
        }
        for transfer in status.transfers {
            guard let place = places[transfer.vertex] else { continue }
            steps[place].update(transfer)
            changed.insert(place)
        }
        for log in status.logs {
            guard let place = places[log.vertex] else { continue }
            steps[place].append(log)
            changed.insert(place)
        }
        // In the order of the message: a plan is told backwards.
        for digest in status.vertexes.map(\.digest) + status.logs.map(\.vertex) {
            if let place = places[digest], steps[place].begin(begun + 1) { begun += 1 }
        }
        for warning in status.warnings where !warnings.contains(warning) { warnings.append(warning) }
        return changed
    }

    /// The step of a digest.
    package subscript(_ digest: String) -> BuildStep? { places[digest].map { steps[$0] } }

    /// The client's last word: the text behind `error: `; nothing where it printed none.
    package var finalError: String? {
        text.last { $0.hasPrefix("error: ") }.map { String($0.dropFirst("error: ".count)) }
    }

    /// Why a build failed.
    package struct Failure: Equatable, Sendable {
        /// Nothing where no step is at fault, as with a syntax error.
        package let step: BuildStep?
        package let message: String
        package let excerpt: SourceExcerpt?
        /// Whether the build was called off rather than failed.
        package let isCancelled: Bool
    }

    /// The failure of a build of which it is known that it failed. A step's error alone says nothing: importing a cache
    /// that does not exist is one, and the build succeeds.
    package var failure: Failure {
        let final = finalError
        let isCancelled = final.map { $0.contains("context canceled") } ?? false
        let failed = steps.filter { $0.error != nil && $0.name.kind != .importCache }
        let step =
            failed.last { step in step.error.map { error in final?.contains(error) == true } ?? false }
            ?? failed.last { !$0.isCancelled }
        return Failure(
            step: isCancelled ? failed.last : step,
            message: final ?? (step ?? failed.last)?.error ?? "the build failed without a message",
            excerpt: SourceExcerpt(in: text), isCancelled: isCancelled)
    }

    /// Figures of the whole build.
    package struct Summary: Equatable, Sendable {
        /// From the first start to the last end; nothing before a step has ended.
        package let duration: Duration?
        /// Instructions other than FROM that ended without an error, and how many of them came from the cache.
        package let instructions: Int
        package let cachedInstructions: Int
        package let bytes: Int
        /// The slowest first.
        package let slowest: [BuildStep]

        /// Between 0 and 1; nothing where there was no instruction.
        package var cacheHitRatio: Double? {
            instructions == 0 ? nil : Double(cachedInstructions) / Double(instructions)
        }
    }

    /// - Parameter count: how many of the slowest steps are named.
    package func summary(slowest count: Int = 5) -> Summary {
        let ended = steps.filter { $0.duration != nil }
        let starts = ended.compactMap(\.intervals.first?.lowerBound).min()
        let end = ended.compactMap(\.completed).max()
        let instructions = ended.filter { $0.error == nil && $0.name.instruction.map { $0 != "FROM" } == true }
        let slowest = ended.filter { !$0.isCached }.sorted { $0.workingTime > $1.workingTime }
        return Summary(
            duration: starts.flatMap { start in end.map { $0 - start } }, instructions: instructions.count,
            cachedInstructions: instructions.filter(\.isCached).count, bytes: steps.reduce(0) { $0 + $1.bytes },
            slowest: Array(slowest.prefix(count)))
    }
}
