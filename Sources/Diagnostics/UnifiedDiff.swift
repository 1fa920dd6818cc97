/// The difference of two texts in the unified format of `diff -u`, with three lines of context.
package enum UnifiedDiff {
    private static let context = 3

    /// - Parameters:
    ///   - oldName: stands in the head; `/dev/null` for a file that is not there yet.
    /// - Returns: nothing when the texts are equal.
    package static func text(from old: String, to new: String, oldName: String, newName: String) -> String {
        let (old, new) = (lines(of: old), lines(of: new))
        let changes = LineDifference.changes(from: old, to: new)
        guard !changes.isEmpty else { return "" }
        var result = "--- \(oldName)\n+++ \(newName)\n"
        for group in groups(of: changes) { result += hunk(group, old, new) }
        return result
    }

    /// The lines of a text, each with its line feed, where it has one.
    private static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        var rest = text.utf8[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let next = rest.index(after: end)
            lines.append(Substring(rest[..<next]))
            rest = rest[next...]
        }
        if !rest.isEmpty { lines.append(Substring(rest)) }
        return lines
    }

    /// Changes that share a hunk: those with no more than the context of both between them.
    private static func groups(of changes: [LineDifference.Change]) -> [[LineDifference.Change]] {
        var groups: [[LineDifference.Change]] = []
        for change in changes {
            if let last = groups.last?.last, change.old.lowerBound - last.old.upperBound <= 2 * context {
                groups[groups.count - 1].append(change)
            } else {
                groups.append([change])
            }
        }
        return groups
    }

    private static func hunk(_ changes: [LineDifference.Change], _ old: [Substring], _ new: [Substring]) -> String {
        guard let first = changes.first, let last = changes.last else { return "" }
        let before = min(context, first.old.lowerBound)
        let after = min(context, old.count - last.old.upperBound)
        let oldRange = first.old.lowerBound - before..<last.old.upperBound + after
        let newRange = first.new.lowerBound - before..<last.new.upperBound + after
        var text = "@@ -\(place(oldRange)) +\(place(newRange)) @@\n"
        var position = oldRange.lowerBound
        for change in changes {
            for line in old[position..<change.old.lowerBound] { text += written(" ", line) }
            for line in old[change.old] { text += written("-", line) }
            for line in new[change.new] { text += written("+", line) }
            position = change.old.upperBound
        }
        for line in old[position..<oldRange.upperBound] { text += written(" ", line) }
        return text
    }

    /// The first line and the number of lines; an empty range is named by the line before it.
    private static func place(_ range: Range<Int>) -> String {
        switch range.count {
        case 0: "\(range.lowerBound),0"
        case 1: "\(range.lowerBound + 1)"
        default: "\(range.lowerBound + 1),\(range.count)"
        }
    }

    private static func written(_ sign: String, _ line: Substring) -> String {
        line.utf8.last == 0x0A ? sign + line : "\(sign)\(line)\n\\ No newline at end of file\n"
    }
}
