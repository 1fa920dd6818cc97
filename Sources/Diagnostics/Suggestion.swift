/// Finds the word that somebody probably meant.
package enum Suggestion {
    /// The nearest of some words, if one is near enough to be a slip: one mistake in short words, up to a third of the
    /// letters in long ones. Letters that changed places count as one mistake; case, `-` and `_` count for nothing.
    ///
    /// - Parameter mistakes: how many there may be at most, where a third of the letters would be too many.
    package static func nearest(
        to word: String, among candidates: some Sequence<String>, mistakes: Int = .max
    ) -> String? {
        let folded = fold(word)
        guard (1...100).contains(folded.count) else { return nil }
        let limit = min(max(1, folded.count / 3), mistakes)
        var best: (word: String, distance: Int)?
        for candidate in candidates where candidate != word {
            let other = fold(candidate)
            guard abs(other.count - folded.count) <= limit else { continue }
            let distance = distance(folded, other, limit: best.map { $0.distance - 1 } ?? limit)
            if let distance, distance < (best?.distance ?? Int.max) { best = (candidate, distance) }
        }
        return best?.word
    }

    private static func fold(_ word: String) -> [UInt8] {
        word.utf8.map { byte in
            switch byte {
            case 0x41...0x5A: byte + 0x20
            case UInt8(ascii: "-"), UInt8(ascii: " "): UInt8(ascii: "_")
            default: byte
            }
        }
    }

    /// Restricted Damerau-Levenshtein distance; nil if it is above the limit.
    private static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
        guard limit >= 0 else { return nil }
        var beforeLast = [Int](repeating: 0, count: b.count + 1)
        var last = Array(0...b.count)
        for i in 1...max(a.count, 1) where i <= a.count {
            var row = [i] + [Int](repeating: 0, count: b.count)
            for j in stride(from: 1, through: b.count, by: 1) {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    row[j] = min(row[j], beforeLast[j - 2] + 1)
                }
            }
            if (row.min() ?? 0) > limit { return nil }
            beforeLast = last
            last = row
        }
        return last[b.count] <= limit ? last[b.count] : nil
    }
}
