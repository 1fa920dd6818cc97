import BuildKit

/// One try of a build while it runs.
struct FollowedBuild {
    private(set) var progress = BuildProgress(logLimit: BuildRecord.outputLimit)
    private var logs: [String: StepLog] = [:]
    /// Plain text of the client that may turn out to belong to its report of a failure.
    private var heldText: [String] = []
    /// The newest time that the build has told.
    private var clock: Instant?
    /// Begins the names of its sections; of the time when it began, so that two calls in one job have different ones.
    private var token: String?
    private let index: Int
    private let attempt: Int
    private let label: String
    private let isGrouping: Bool
    private let shown: ShownText

    /// A step may begin again right after its end, as a FROM does for each of its layers; only then is it over.
    private static let quiet = Duration.milliseconds(50)
    private static let longestTitle = 160
    private static let heldLimit = 200

    init(index: Int, attempt: Int, label: String, isGrouping: Bool, shown: ShownText) {
        self.index = index
        self.attempt = attempt
        self.label = label
        self.isGrouping = isGrouping
        self.shown = shown
    }

    // MARK: Lines of the client

    mutating func receive(_ line: ProgressDecoder.Line) -> String {
        progress.add(line)
        switch line {
        case .text(let text):
            heldText.append(shown.text(text))
            return heldText.count > Self.heldLimit ? takeHeldText() : ""
        case .status(let status):
            return takeHeldText() + receive(status)
        }
    }

    private mutating func receive(_ status: SolveStatus) -> String {
        var text = ""
        clock = ([clock] + status.times).compactMap(\.self).max()
        if token == nil, let clock { token = "buildkit_\(clock.nanoseconds / 1_000_000)_\(index)_\(attempt)" }
        for vertex in status.vertexes {
            guard let step = progress[vertex.digest], step.number != nil else { continue }
            text += update(step)
        }
        for log in status.logs {
            guard let step = progress[log.vertex] else { continue }
            text += append(log, to: step)
        }
        guard let clock else { return text }
        return text + showEnded { clock - $0 >= Self.quiet }
    }

    private mutating func update(_ step: BuildStep) -> String {
        let isNew = logs[step.digest] == nil
        var log = logs[step.digest] ?? StepLog()
        if step.completed == nil { log.isShown = false }
        log.ended = step.completed
        logs[step.digest] = log
        return isNew && !isGrouping ? line(step, title(step)) : ""
    }

    private mutating func append(_ piece: SolveStatus.Log, to step: BuildStep) -> String {
        var log = logs[step.digest] ?? StepLog()
        defer { logs[step.digest] = log }
        let since = piece.timestamp.flatMap { time in step.started.map { Figures.decimal(time - $0) + " " } } ?? ""
        let lines = log.append(piece.data) { since + shown.line($0) }
        if !isGrouping || log.isShown { return lines.map { line(step, $0) }.joined() }
        log.keep(lines)
        guard log.isFull else { return "" }
        let title = "\(title(step)) (part \(log.parts + 1) of its output; it still runs)"
        return section(step, log.takePart(), title: title, isCollapsed: true, part: log.parts)
    }

    // MARK: Ends of steps

    /// Shows those that have ended and for which `isOver` says that they will not begin again, in the order of their ends.
    private mutating func showEnded(_ isOver: (Instant) -> Bool) -> String {
        let over = logs.compactMap { digest, log in
            log.isShown ? nil : log.ended.flatMap { isOver($0) ? (digest: digest, ended: $0) : nil }
        }
        let steps = over.compactMap { over in progress[over.digest].map { (step: $0, ended: over.ended) } }
        return steps.sorted { ($0.ended, $0.step.number ?? 0) < ($1.ended, $1.step.number ?? 0) }
            .map { show($0.step) }.joined()
    }

    private mutating func show(_ step: BuildStep) -> String {
        guard var log = logs[step.digest] else { return "" }
        let last = log.finish { shown.line($0) }
        log.isShown = true
        log.keep(isGrouping ? last : [])
        let lines = log.take() + (isGrouping ? details(step) : [])
        logs[step.digest] = log
        let result = outcome(step)
        guard isGrouping else { return (last + details(step) + [result]).map { line(step, $0) }.joined() }
        let title = "\(title(step)) \(result)"
        let hasFailed = step.error != nil && !isHarmless(step)
        guard !lines.isEmpty || hasFailed else { return line(step, title) }
        return section(step, lines, title: title, isCollapsed: !hasFailed, part: log.parts > 0 ? log.parts + 1 : 0)
    }

    private func outcome(_ step: BuildStep) -> String {
        let bytes = step.bytes > 0 ? " (\(Figures.bytes(step.bytes)))" : ""
        if let error = step.error {
            return step.isCancelled ? "CANCELED" : "\(isHarmless(step) ? "MISSING" : "ERROR"): \(shown.text(error))"
        }
        if step.completed == nil { return "did not end" }
        return step.isCached ? "CACHED" : "DONE \(Figures.time(step.workingTime))\(bytes)"
    }

    /// A cache that does not exist yet does not fail a build.
    private func isHarmless(_ step: BuildStep) -> Bool { step.name.kind == .importCache }

    /// What an export did, and which layers were fetched; not what a single transfer would only repeat.
    private func details(_ step: BuildStep) -> [String] {
        guard step.transfers.count > 1 || step.name.kind == .export else { return [] }
        return step.transfers.map { transfer in
            shown.text(transfer.id) + (transfer.current > 0 ? " \(Figures.bytes(transfer.current))" : "")
        }
    }

    // MARK: Life

    mutating func pulse(at now: Duration) -> String {
        var text = ""
        if let clock { text += showEnded { $0 <= clock } }
        for step in progress.steps.filter({ $0.number != nil }).sorted(by: { ($0.number ?? 0) < ($1.number ?? 0) }) {
            guard var log = logs[step.digest], log.ended == nil, !log.isShown else { continue }
            if log.firstSeen == nil { (log.firstSeen, log.lastSeen) = (now, now) }
            if let first = log.firstSeen, let last = log.lastSeen, now - last >= Self.interval(now - first) {
                log.lastSeen = now
                text += life(step, &log, runningFor: now - first)
            }
            logs[step.digest] = log
        }
        return text
    }

    /// Every ten seconds in the first minute, then every half minute.
    private static func interval(_ running: Duration) -> Duration {
        running <= .seconds(61) ? .seconds(10) : .seconds(30)
    }

    private func life(_ step: BuildStep, _ log: inout StepLog, runningFor time: Duration) -> String {
        let count = log.unseenCount
        let lines = log.takeUnseen() + (log.unfinished { shown.line($0) }.map { [$0] } ?? [])
        // Without sections its lines have been seen.
        guard isGrouping || count == 0 else { return "" }
        let total = step.transfers.reduce(0) { $0 + ($1.total ?? 0) }
        let moved =
            step.bytes > 0 ? ", \(Figures.bytes(step.bytes))" + (total > 0 ? " of \(Figures.bytes(total))" : "") : ""
        let head = "\(title(step)) has been running for \(Figures.time(time))\(moved)"
        return ([head] + (isGrouping ? lines : [])).map { line(step, $0) }.joined()
    }

    // MARK: The end of the build

    mutating func end(_ record: BuildRecord, retriedAfter: Duration?) -> String {
        let parts = ClientText(heldText, hasFailed: record.failure != nil)
        var text = parts.others.map { label + $0 + "\n" }.joined()
        text += showEnded { _ in true }
        for step in progress.steps where logs[step.digest]?.isShown == false { text += show(step) }
        let summary = BuildSummary(record: record, label: label, attempt: attempt)
        if let retriedAfter { return text + summary.retry(after: retriedAfter) }
        if isGrouping, let clock {
            let table = summary.table
            let name = "\(token ?? "buildkit")_summary"
            text += LogSection.start(name, at: clock, isCollapsed: summary.isLong, title: label + summary.title)
            text += table + LogSection.end(name, at: clock)
        } else {
            text += label + summary.title + "\n" + summary.table
        }
        return text + summary.findings + summary.result + summary.failure(rest: parts.rest)
    }

    // MARK: Text

    private mutating func takeHeldText() -> String {
        defer { heldText = [] }
        return heldText.map { label + $0 + "\n" }.joined()
    }

    private func title(_ step: BuildStep) -> String {
        let name = shown.text(step.fullName)
        return name.count > Self.longestTitle ? name.prefix(Self.longestTitle - 1) + "…" : name
    }

    private func line(_ step: BuildStep, _ text: String) -> String { "\(label)#\(step.number ?? 0) \(text)\n" }

    /// - Parameter part: from 1; 0 for output that stands in one section.
    private func section(
        _ step: BuildStep, _ lines: [String], title: String, isCollapsed: Bool, part: Int
    ) -> String {
        let name = "\(token ?? "buildkit")_step_\(step.number ?? 0)_\(step.starts)" + (part > 0 ? "_part_\(part)" : "")
        let start = step.intervals.first?.lowerBound ?? step.started ?? clock ?? Instant(seconds: 0)
        let end = max(start, step.completed ?? clock ?? start)
        let full = shown.text(step.fullName)
        let cut = full.count > Self.longestTitle ? [full] : []
        return LogSection.start(
            name, at: start, isCollapsed: isCollapsed, title: "\(label)#\(step.number ?? 0) \(title)")
            + (cut + lines).map { line(step, $0) }.joined() + LogSection.end(name, at: end)
    }
}

extension SolveStatus {
    /// All the times that it tells.
    fileprivate var times: [Instant] {
        vertexes.flatMap { [$0.started, $0.completed].compactMap(\.self) }
            + transfers.flatMap { [$0.started, $0.completed].compactMap(\.self) } + logs.compactMap(\.timestamp)
    }
}
