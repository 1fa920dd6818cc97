/// Which lines of a text became which of another: the shortest list of changes (Myers, An O(ND) Difference Algorithm, 1986).
enum LineDifference {
    /// Lines of the old text that lines of the new one replace; one of the ranges may be empty.
    struct Change: Equatable {
        var old: Range<Int>
        var new: Range<Int>
    }

    /// Beyond this many changed lines all of what differs counts as one change: nobody reads more, and time and memory grow
    /// with the square.
    private static let limit = 2000

    static func changes(from old: [Substring], to new: [Substring]) -> [Change] {
        // Bytes decide: to Swift, é in one code point equals é in two.
        func same(_ a: Substring, _ b: Substring) -> Bool { a.utf8.elementsEqual(b.utf8) }
        let prefix = zip(old, new).prefix(while: same).count
        let suffix = zip(old.dropFirst(prefix).reversed(), new.dropFirst(prefix).reversed()).prefix(while: same).count
        let (oldEnd, newEnd) = (old.count - suffix, new.count - suffix)
        guard prefix < oldEnd || prefix < newEnd else { return [] }
        let whole = Change(old: prefix..<oldEnd, new: prefix..<newEnd)
        guard let trace = trace(oldEnd - prefix, newEnd - prefix, { same(old[prefix + $0], new[prefix + $1]) }) else {
            return [whole]
        }
        return joined(steps(trace, oldEnd - prefix, newEnd - prefix), offset: prefix)
    }

    /// The furthest places on each diagonal before each number of changes; nil where there are too many.
    private static func trace(_ n: Int, _ m: Int, _ same: (Int, Int) -> Bool) -> [[Int]]? {
        let most = min(n + m, limit)
        // Diagonals from -most-1 to most+1.
        var furthest = [Int](repeating: 0, count: 2 * most + 3)
        let middle = most + 1
        var trace: [[Int]] = []
        for changes in 0...most {
            trace.append(Array(furthest[middle - changes - 1...middle + changes + 1]))
            for diagonal in stride(from: -changes, through: changes, by: 2) {
                let (below, above) = (furthest[middle + diagonal - 1], furthest[middle + diagonal + 1])
                var x = diagonal == -changes || (diagonal != changes && below < above) ? above : below + 1
                while x < n, x - diagonal < m, same(x, x - diagonal) { x += 1 }
                furthest[middle + diagonal] = x
                if x >= n, x - diagonal >= m { return trace }
            }
        }
        return nil
    }

    /// The single insertions and removals from the end back to the start, as changes of one line.
    private static func steps(_ trace: [[Int]], _ n: Int, _ m: Int) -> [Change] {
        var steps: [Change] = []
        var (x, y) = (n, m)
        for changes in stride(from: trace.count - 1, to: 0, by: -1) {
            let furthest = trace[changes]
            let middle = changes + 1
            let diagonal = x - y
            let (below, above) = (furthest[middle + diagonal - 1], furthest[middle + diagonal + 1])
            let isInsertion = diagonal == -changes || (diagonal != changes && below < above)
            x = isInsertion ? above : below
            y = x - (isInsertion ? diagonal + 1 : diagonal - 1)
            steps.append(Change(old: x..<(isInsertion ? x : x + 1), new: y..<(isInsertion ? y + 1 : y)))
        }
        return steps.reversed()
    }

    private static func joined(_ steps: [Change], offset: Int) -> [Change] {
        var result: [Change] = []
        for step in steps {
            let old = step.old.lowerBound + offset..<step.old.upperBound + offset
            let new = step.new.lowerBound + offset..<step.new.upperBound + offset
            if let last = result.last, last.old.upperBound == old.lowerBound, last.new.upperBound == new.lowerBound {
                result[result.count - 1] = Change(
                    old: last.old.lowerBound..<old.upperBound, new: last.new.lowerBound..<new.upperBound)
            } else {
                result.append(Change(old: old, new: new))
            }
        }
        return result
    }
}
