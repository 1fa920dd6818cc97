import Glibc
import LinuxProcess

struct TimedOut: Error, CustomStringConvertible {
    let description: String
}

/// Waits until a condition holds; looks every 5 ms.
///
/// - Throws: `TimedOut`, with what was waited for.
func eventually(_ what: String, within limit: Duration = .seconds(20), _ condition: () throws -> Bool) throws {
    let deadline = monotonicNow() + limit
    while try !condition() {
        guard monotonicNow() < deadline else { throw TimedOut(description: "\(what): not within \(limit)") }
        usleep(5000)
    }
}

extension Duration {
    var milliseconds: Int { Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000) }
}
