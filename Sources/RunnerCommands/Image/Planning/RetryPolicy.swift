import BuildKit

/// How often, and after how long, a build is tried again that failed for the moment.
struct RetryPolicy: Equatable, Sendable {
    /// After the first try.
    var retries = 2
    /// Before the first retry, at the longest.
    var delay = Duration.seconds(2)
    /// Before any retry.
    static let longest = Duration.seconds(60)

    /// Twice as long each time, and at random between half of that and all of it: jobs that failed together shall not come
    /// back together.
    ///
    /// - Parameters:
    ///   - attempt: that which has failed, from 1.
    ///   - random: from 0 to 1.
    /// - Returns: nothing where all retries are used up.
    func wait(after attempt: Int, random: Double) -> Duration? {
        guard attempt <= retries else { return nil }
        var whole = delay
        for _ in 1..<max(1, attempt) where whole < Self.longest { whole *= 2 }
        return min(whole, Self.longest) * (0.5 + random / 2)
    }
}

extension RetryPolicy {
    /// What the command line says, else the variables, else the defaults.
    ///
    /// - Throws: `PlanError` for a number or a time that cannot be used.
    init(_ options: ImageOptions, environment: [String: String]) throws(PlanError) {
        if let text = environment[RunnerVariable.retries.rawValue], !text.isEmpty {
            guard let number = Int(text) else {
                throw PlanError(
                    code: .configuration,
                    message: "\(RunnerVariable.retries.rawValue) is \"\(text)\"; write a number from 0 to \(Self.most)")
            }
            retries = number
        }
        retries = options.retries ?? retries
        guard (0...Self.most).contains(retries) else {
            throw PlanError(
                code: .configuration, message: "--retries is \(retries); write a number from 0 to \(Self.most)")
        }
        if let retryDelay = options.retryDelay { delay = retryDelay.duration }
    }

    private static let most = 20
}
