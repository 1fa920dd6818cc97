/// A failure that others have had before: how to recognise it, why it happens, what helps.
package struct KnownFailure: Sendable, Equatable {
    /// Short and stable, for reports and for searching.
    package let id: String
    /// Groups of texts: the failure is recognised by a line that holds every text of one group.
    package let signatures: [[String]]
    /// One sentence, lower-case start, no full stop.
    package let cause: String
    /// What to do, with the exact setting.
    package let remedy: String
    /// Where it is discussed or documented.
    package let link: String

    init(_ id: String, _ signatures: [[String]], cause: String, remedy: String, link: String) {
        self.id = id
        self.signatures = signatures
        self.cause = cause
        self.remedy = remedy
        self.link = link
    }

    /// Whether a line of a log shows this failure.
    package func isShown(by line: String) -> Bool {
        signatures.contains { texts in texts.allSatisfy { line.contains($0) } }
    }

    /// All that the catalogue knows, the more specific first.
    package static let all: [KnownFailure] = startup

    /// The failure that a log shows, if it is a known one; the last line that shows one decides.
    package static func recognise(in lines: [String]) -> KnownFailure? {
        for line in lines.reversed() {
            if let failure = all.first(where: { $0.isShown(by: line) }) { return failure }
        }
        return nil
    }
}
