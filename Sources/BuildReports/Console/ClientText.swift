/// The plain text that a client prints beside its progress, taken apart.
struct ClientText {
    /// What is no part of its report of a failure.
    private(set) var others: [String] = []
    /// What follows the line that begins with `error: `.
    private(set) var rest: [String] = []

    /// - Parameter hasFailed: whether the excerpt and the error are to be found, since they are shown elsewhere.
    init(_ lines: [String], hasFailed: Bool) {
        guard hasFailed else {
            others = lines
            return
        }
        let error = lines.lastIndex { $0.hasPrefix("error: ") } ?? lines.endIndex
        var before = Array(lines[..<error])
        if let excerpt = Self.excerpt(in: before) { before.removeSubrange(excerpt) }
        others = before
        rest = Array(lines[error...].dropFirst())
    }

    /// `Dockerfile:2`, a rule of hyphens, numbered lines, a rule.
    private static func excerpt(in lines: [String]) -> Range<Int>? {
        let rules = lines.indices.filter { lines[$0].utf8.count >= 10 && lines[$0].utf8.allSatisfy { $0 == 0x2d } }
        guard let last = rules.last, let first = rules.dropLast().last, first > 0, lines[first - 1].contains(":") else {
            return nil
        }
        return (first - 1)..<(last + 1)
    }
}
