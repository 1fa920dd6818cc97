import BuildKit
import LinuxProcess
import Supervision

/// Follows the clients of a run: passes on what they print, judges how they end, has them started again, and writes the
/// files that a finished build leaves.
final class BuildFollower {
    private struct Following {
        let build: ImageBuild
        /// Whether it is the call that prints the findings of `--check`, which nobody else follows.
        var isCheck = false
        var attempt = 0
        var decoder = ProgressDecoder()
        /// What the client printed outside of the progress; the end of it.
        var texts: [String] = []
        /// The last lines that its steps printed.
        var stepOutput = LogTail(limit: BuildFollower.textLimit)
    }

    private static let textLimit = 200

    private var followed: [Following]
    private let retries: RetryPolicy
    private let observers: [any BuildObserver]
    /// Tells people one line.
    private let say: (String) -> Void

    init(
        _ builds: [ImageBuild], retries: RetryPolicy, observers: [any BuildObserver], say: @escaping (String) -> Void
    ) {
        followed =
            builds.map { Following(build: $0) }
            + builds.filter { $0.check != nil }.map { Following(build: $0, isCheck: true) }
        self.retries = retries
        self.observers = observers
        self.say = say
    }

    /// The calls of the client that this follows, in its order.
    static func calls(of builds: [ImageBuild]) -> [BuildCall] { builds.map(\.call) + builds.compactMap(\.check) }

    /// Takes its place in a run.
    func follow(by observer: inout RunObserver) {
        observer.clientStarted = { [self] in begin($0) }
        observer.clientEnded = { [self] in end($0, $1) }
        observer.pulse = (.seconds(1), { [self] in for observer in observers { observer.pulse() } })
        if !followed.contains(where: { $0.build.isOnTerminal }) {
            observer.clientOutput = { [self] in take($1, from: $0) }
        }
    }

    /// The run is over.
    func finish() { for observer in observers { observer.finish() } }

    private func begin(_ client: Int) {
        followed[client].attempt += 1
        followed[client].decoder = ProgressDecoder()
        followed[client].texts = []
        followed[client].stepOutput = LogTail(limit: Self.textLimit)
        guard !followed[client].isCheck else { return }
        for observer in observers { observer.begin(followed[client].build.observed, attempt: followed[client].attempt) }
    }

    private func take(_ bytes: some Sequence<UInt8>, from client: Int) {
        if followed[client].build.display == .json { writeAll(bytes, to: 2) }
        pass(followed[client].decoder.feed(bytes), of: client)
    }

    private func pass(_ lines: [ProgressDecoder.Line], of client: Int) {
        for line in lines {
            switch line {
            case .text(let text): keep(text, of: client)
            case .status(let status):
                for log in status.logs { followed[client].stepOutput.append(log.data) }
                guard followed[client].build.isOnTerminal else { break }
                // What the client says at its end is on the terminal, and its reason in the last step that failed.
                for error in status.vertexes.compactMap(\.error) { keep("error: \(error)", of: client) }
            }
            guard !followed[client].isCheck else { continue }
            for observer in observers { observer.receive(line, of: followed[client].build.observed) }
        }
    }

    private func keep(_ text: String, of client: Int) {
        followed[client].texts = followed[client].texts.suffix(Self.textLimit - 1) + [text]
    }

    // MARK: The end of a try

    private func end(_ client: Int, _ status: ExitStatus) -> Supervisor.Event {
        guard !followed[client].isCheck else { return endOfCheck(client, status) }
        let build = followed[client].build
        if case .terminal(let trace) = build.display {
            take((readFile(trace) ?? "").utf8, from: client)
            // The client would append what the next try tells.
            FileTree.remove(trace)
        }
        pass(followed[client].decoder.finish(), of: client)
        let exitCode = status.shellCode
        let (judged, failure) = Outcome.judging(
            exitCode: exitCode, lines: followed[client].texts, stepOutput: followed[client].stepOutput.lines)
        var outcome = judged
        var metadata: BuildMetadata?
        if outcome == .success {
            let text = readFile(build.results.clientMetadata)
            metadata = text.flatMap { BuildMetadata(parsing: $0) }
            do throws(PlanError) { try build.results.write(text, metadata) } catch {
                say(error.message)
                outcome = .configuration
            }
        }
        let wait =
            outcome.isWorthRetrying
            ? retries.wait(after: followed[client].attempt, random: Double.random(in: 0...1)) : nil
        let ending = BuildEnding(
            outcome: outcome, exitCode: exitCode, failure: failure, metadata: metadata, retriedAfter: wait)
        for observer in observers { observer.end(build.observed, ending) }
        return event(client, outcome, retryAfter: wait)
    }

    private func event(_ client: Int, _ outcome: Outcome, retryAfter wait: Duration?) -> Supervisor.Event {
        guard outcome != .success else { return .exited(.client(client), .exited(0)) }
        return .failed(
            client: client, .init(code: outcome.exitCode, gravity: outcome.gravity, retryAfter: wait))
    }

    /// Prints the findings. As with Docker's `--check` any of them is a failure.
    private func endOfCheck(_ client: Int, _ status: ExitStatus) -> Supervisor.Event {
        pass(followed[client].decoder.finish(), of: client)
        var (outcome, _) = Outcome.judging(exitCode: status.shellCode, lines: followed[client].texts)
        let wait =
            outcome.isWorthRetrying
            ? retries.wait(after: followed[client].attempt, random: Double.random(in: 0...1)) : nil
        if outcome == .success, let file = followed[client].build.check?.outputFile {
            let text = readFile(file) ?? ""
            writeAll(text.utf8, to: 1)
            if text.split(separator: "\n").contains(where: { $0.hasPrefix("WARNING: ") }) { outcome = .buildFault }
        }
        return event(client, outcome, retryAfter: wait)
    }
}

extension ImageBuild {
    fileprivate var isOnTerminal: Bool {
        if case .terminal = display { true } else { false }
    }
}
