import Foundation
import Testing

/// Texts recorded in `Snapshots`. With `RECORD_SNAPSHOTS=1` they are rewritten, and every test that rewrote one fails.
enum Snapshot {
    static func compare(_ text: String, with name: String) throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots/\(name)")
        let recorded = try? String(contentsOf: url, encoding: .utf8)
        guard recorded != text else { return }
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(text.utf8).write(to: url)
            Issue.record("recorded \(name); look at the change, then run again without RECORD_SNAPSHOTS")
        } else {
            Issue.record(
                "\(name) differs; RECORD_SNAPSHOTS=1 rewrites it\n--- recorded\n\(recorded ?? "(absent)")\n--- now\n\(text)"
            )
        }
    }
}
