import Foundation
import RecordedText
import Testing

/// Runs of a command on a file, recorded beside it. The file says in comments what to run and which other files to make:
///
///     # $ --event push
///     # + base.yml .build: {image: alpine}\n
///
/// With `RECORD_SNAPSHOTS=1` recordings are rewritten, and every test that rewrote one fails.
struct Recording {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    /// The names of the files of a command, without their ends.
    static func names(of command: String) -> [String] {
        let files = try? FileManager.default.contentsOfDirectory(
            at: fixtures.appending(path: command), includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "yml" }.map { $0.deletingPathExtension().lastPathComponent }
            .sorted()
    }

    /// Runs a command as its file says, and compares what comes out.
    static func check(_ command: String, _ name: String) throws {
        let folder = fixtures.appending(path: command)
        let text = try String(contentsOf: folder.appending(path: name + ".yml"), encoding: .utf8)
        let cli = try CLI()
        try cli.write(text, to: "ci.yml")
        var result = ""
        let notes = text.split(separator: "\n").prefix { $0.hasPrefix("# ") }.map { $0.dropFirst(2) }
        for note in notes where note.hasPrefix("+ ") {
            let words = note.dropFirst(2).split(separator: " ", maxSplits: 1)
            let content = words.count > 1 ? words[1].replacingOccurrences(of: "\\n", with: "\n") : ""
            try cli.write(content, to: String(words[0]))
        }
        for note in notes where note.hasPrefix("$") {
            let arguments = note.dropFirst().split(separator: " ").map(String.init)
            let run = try cli.run([command, "ci.yml"] + arguments)
            result += "$ buildkit-ci \(([command, "ci.yml"] + arguments).joined(separator: " "))\n\(run.output)"
            if !run.error.isEmpty { result += "--- standard error\n\(run.error)" }
            result += "--- status \(run.status)\n\n"
        }
        try RecordedText.expect(result, in: folder.appending(path: name + ".out"))
    }
}
