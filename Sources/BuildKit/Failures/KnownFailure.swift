/// A failure that others have had before: how to recognise it, why it happens, what helps.
package struct KnownFailure: Sendable, Equatable {
    /// Short and stable, for reports and for searching.
    package let id: String
    /// Groups of texts: the failure is recognised by a line that holds every text of one group.
    package let signatures: [[String]]
    /// One sentence, lower-case start, no full stop.
    package let cause: String
    /// What to do, in a sentence: lower-case start, no full stop.
    package let remedy: String
    /// The exact lines of the remedy, for each place where one can write some; none where there is nothing to write.
    package let settings: [RemedySetting]
    /// Where it is discussed or documented.
    package let link: String
    /// How a build ends that fails so. For advice: `.success`.
    package let outcome: Outcome

    /// Whether it is a warning that a builder or a client prints while it goes on.
    package var isAdvice: Bool { outcome == .success }

    init(
        _ id: String, _ outcome: Outcome, _ signatures: [[String]], cause: String, remedy: String, link: String,
        settings: [RemedySetting] = []
    ) {
        self.id = id
        self.outcome = outcome
        self.signatures = signatures
        self.cause = cause
        self.remedy = remedy
        self.link = link
        self.settings = settings
    }

    /// Whether a line of a log shows this failure; quotes may be escaped in it, as in JSON and in logrus' texts.
    package func isShown(by line: String) -> Bool {
        var line = line.utf8.contains(UInt8(ascii: "\\")) ? line.replacing("\\\"", with: "\"") : line
        return line.withUTF8 { bytes in
            signatures.contains { texts in texts.allSatisfy { ByteSearch.isFound($0, in: bytes) } }
        }
    }

    /// All that the catalogue knows, the more specific first.
    package static let all: [KnownFailure] =
        script + request + startup + connection + transient + access + registry + build

    /// Those that the output of a RUN step can show. Any other text there is of a program of the step's own, such as a client
    /// that cannot reach its server, and none of BuildKit's.
    package static let ofSteps: [KnownFailure] =
        [maskedProc] + all.filter { ["foreign-platform", "disk-full", "name-server"].contains($0.id) }

    /// The failure with an id, if there is one.
    package static func named(_ id: String) -> KnownFailure? { all.first { $0.id == id } }

    /// The failure that a log shows, if it is a known one; the last line that shows one decides. Advice is none.
    ///
    /// - Parameter failures: those that can have happened; by default those of a daemon that did not start.
    package static func recognise(in lines: [String], among failures: [KnownFailure] = startup) -> KnownFailure? {
        for line in lines.reversed() {
            if let failure = failures.first(where: { !$0.isAdvice && $0.isShown(by: line) }) { return failure }
        }
        return nil
    }

    /// A failure and the line that shows it.
    package struct Occurrence: Equatable, Sendable {
        package let failure: KnownFailure
        /// The place of the first such line, from 0.
        package let line: Int
    }

    /// All that a log shows, each failure once, in the order of the lines.
    package static func occurrences(in lines: [String]) -> [Occurrence] {
        var found: [Occurrence] = []
        for (index, line) in lines.enumerated() {
            guard let failure = all.first(where: { $0.isShown(by: line) }) else { continue }
            if !found.contains(where: { $0.failure.id == failure.id }) {
                found.append(Occurrence(failure: failure, line: index))
            }
        }
        return found
    }
}
