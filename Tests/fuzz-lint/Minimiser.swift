/// Makes a failing file smaller for as long as it fails the same way.
struct Minimiser {
    private static let attemptLimit = 400

    let path: String

    func minimised(_ bytes: [UInt8]) -> [UInt8] {
        var attempts = 0
        guard let kind = failure(bytes) else { return bytes }
        var best = bytes
        // Whole lines first, then stretches of bytes.
        for isByLine in [true, false] {
            var pieces = isByLine ? Self.lines(of: best) : best.map { [$0] }
            var size = max(1, pieces.count / 2)
            while attempts < Self.attemptLimit {
                var start = 0
                var isSmaller = false
                while start < pieces.count, attempts < Self.attemptLimit {
                    var shorter = pieces
                    shorter.removeSubrange(start..<min(pieces.count, start + size))
                    attempts += 1
                    if failure(Array(shorter.joined())) == kind {
                        pieces = shorter
                        isSmaller = true
                    } else {
                        start += size
                    }
                }
                if size == 1, !isSmaller { break }
                size = max(1, size / 2)
            }
            best = Array(pieces.joined())
        }
        return best
    }

    private static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) + [0x0A] }
    }

    /// What is wrong with a file, without the values in it; nil when nothing is.
    private func failure(_ bytes: [UInt8]) -> String? {
        Files.write(bytes, to: path)
        guard let result = Child.run(["--try", path]) else { return nil }
        if let death = result.death { return death }
        guard result.status != 0 else { return nil }
        return result.output.split(separator: "\n").first.map { String($0.prefix(12)) } ?? "?"
    }
}
