import Glibc

/// How often and when a request is sent again.
package struct RetryPolicy: Sendable {
    /// How often a request is sent at most.
    var attempts = 3
    /// Seconds before the second attempt; each further wait is twice as long.
    var firstWait = 0.5
    /// Seconds that are waited at most for one attempt. A server that asks for more is not waited for.
    var longestWait = 20.0
    /// Seconds that a client waits at most in all, however many requests it sends.
    var totalWait = 60.0
    /// Waits for so many seconds.
    var wait: @Sendable (Double) -> Void = { seconds in
        var rest = timespec(tv_sec: Int(seconds), tv_nsec: Int((seconds - seconds.rounded(.down)) * 1e9))
        var left = timespec()
        while nanosleep(&rest, &left) != 0, errno == EINTR { rest = left }
    }

    package init() {}

    /// Statuses that say "not now": too many requests, and failures of the server or of what stands before it.
    static func isTemporary(_ status: Int) -> Bool { [429, 500, 502, 503, 504].contains(status) }

    /// The seconds to wait before attempt `attempt` (from 1), or nil when there is to be none.
    func delay(before attempt: Int, retryAfter: Int?) -> Double? {
        guard attempt <= attempts else { return nil }
        guard let retryAfter else {
            // A little chance keeps many jobs from knocking together.
            let wait = firstWait * Double(1 << (attempt - 2))
            return min(wait * Double.random(in: 0.75...1.25), longestWait)
        }
        return Double(retryAfter) <= longestWait ? Double(retryAfter) : nil
    }
}
