package import Foundation
package import Testing

/// Texts that stand in the repository as tests expect them. With `RECORD_SNAPSHOTS=1` they are rewritten, and every test that
/// rewrote one fails.
package enum RecordedText {
    /// Records an issue where `text` is not what the file of that name in the folder `Snapshots` holds.
    ///
    /// - Parameter file: stands beside the folder.
    package static func expect(
        _ text: String, in name: String, beside file: String = #filePath,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let folder = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots")
        try expect(text, in: folder.appending(path: name), sourceLocation: sourceLocation)
    }

    /// Records an issue where `text` is not what the file holds.
    package static func expect(
        _ text: String, in url: URL, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let name = url.lastPathComponent
        let recorded = try? String(contentsOf: url, encoding: .utf8)
        guard recorded != text else { return }
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try Data(text.utf8).write(to: url)
            Issue.record(
                "recorded \(name); look at the change, then run again without RECORD_SNAPSHOTS",
                sourceLocation: sourceLocation)
        } else {
            Issue.record(
                """
                \(name) differs; RECORD_SNAPSHOTS=1 rewrites it
                --- recorded
                \(recorded ?? "(absent)")
                --- now
                \(text)
                """, sourceLocation: sourceLocation)
        }
    }
}
