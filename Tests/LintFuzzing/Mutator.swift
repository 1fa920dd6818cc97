/// Makes inputs from seeds: each follows from the seed of the run and its own number.
package struct Mutator: Sendable {
    /// Inputs are cut to this many bytes.
    static let longest = 48 * 1024

    private let seeds: [Seed]
    private let seed: UInt64

    package init(_ seeds: [Seed], seed: UInt64) {
        self.seeds = seeds
        self.seed = seed
    }

    /// The project with a number.
    package func input(_ number: Int) -> Seed {
        var random = RandomSource(seed: seed, input: number)
        let base = random.pick(seeds)
        var root = base.root
        var files = base.files
        if !files.isEmpty, random.once(in: 2) {
            let path = random.pick(files.keys.sorted())
            files[path] = mutated(files[path] ?? [], &random)
        } else {
            root = mutated(root, &random)
        }
        return Seed(name: "\(base.name), input \(number) of seed \(seed)", root: root, files: files)
    }

    private func mutated(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
        var bytes = bytes
        repeat { mutate(&bytes, &random) } while !random.once(in: 3)
        return Array(bytes.prefix(Self.longest))
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout RandomSource) {
        switch random.below(23) {
        case 0: flip(&bytes, &random)
        case 1: bytes.insert(contentsOf: random.pick(Vocabulary.tokens), at: random.below(bytes.count + 1))
        case 2: replaceToken(&bytes, with: random.pick(Vocabulary.tokens), &random)
        case 3, 4: replaceValue(&bytes, &random)
        case 5: bytes.removeSubrange(range(of: bytes, atMost: 40, &random))
        case 6: bytes.removeSubrange(random.below(bytes.count + 1)...)
        case 7: bytes.replaceSubrange(range(of: bytes, atMost: 4, &random), with: [UInt8(random.below(256))])
        case 8: changeLines(&bytes, &random) { lines, random in lines.remove(at: random.below(lines.count)) }
        case 9:
            changeLines(&bytes, &random) { lines, random in
                lines.insert(lines[random.below(lines.count)], at: random.below(lines.count + 1))
            }
        case 10:
            changeLines(&bytes, &random) { lines, random in
                lines.swapAt(random.below(lines.count), random.below(lines.count))
            }
        case 11, 12: indent(&bytes, &random)
        case 13, 14: spliceLines(&bytes, &random)
        case 15, 16: replaceToken(&bytes, with: token(of: random.pick(seeds).root, &random), &random)
        case 17: bytes += [0x0A] + random.pick(Vocabulary.blocks).utf8
        case 18: repeatPiece(&bytes, &random)
        case 19: nest(&bytes, &random)
        case 20: renameToken(&bytes, &random)
        case 21: bytes += script(&random)
        default: recode(&bytes, &random)
        }
    }

    // MARK: Bytes

    private func range(of bytes: [UInt8], atMost length: Int, _ random: inout RandomSource) -> Range<Int> {
        let start = random.below(bytes.count + 1)
        return start..<min(bytes.count, start + random.below(length + 1))
    }

    private func flip(_ bytes: inout [UInt8], _ random: inout RandomSource) {
        guard !bytes.isEmpty else { return }
        bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
    }

    /// Other line ends, a byte order mark, tabs for spaces.
    private func recode(_ bytes: inout [UInt8], _ random: inout RandomSource) {
        switch random.below(4) {
        case 0: bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        case 1: bytes = bytes.map { $0 == 0x0A ? 0x0D : $0 }
        case 2: bytes = [0xEF, 0xBB, 0xBF] + bytes
        default:
            if let space = bytes.firstIndex(of: 0x20) { bytes[space] = 0x09 }
        }
    }

    // MARK: Words

    /// The stretch of a word somewhere in a text.
    private func word(in bytes: [UInt8], _ random: inout RandomSource) -> Range<Int> {
        func isPart(_ byte: UInt8) -> Bool {
            byte >= 0x80 || byte == 0x5F || byte == 0x2D || byte == 0x2E || (0x30...0x39).contains(byte)
                || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        }
        var start = random.below(bytes.count + 1)
        while start < bytes.count, !isPart(bytes[start]) { start += 1 }
        while start > 0, isPart(bytes[start - 1]) { start -= 1 }
        var end = start
        while end < bytes.count, isPart(bytes[end]) { end += 1 }
        return start..<end
    }

    private func token(of bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
        Array(bytes[word(in: bytes, &random)])
    }

    private func replaceToken(_ bytes: inout [UInt8], with token: [UInt8], _ random: inout RandomSource) {
        bytes.replaceSubrange(word(in: bytes, &random), with: token)
    }

    /// One word of the text in the place of another.
    private func renameToken(_ bytes: inout [UInt8], _ random: inout RandomSource) {
        replaceToken(&bytes, with: token(of: bytes, &random), &random)
    }

    /// What follows a colon, to the end of its line.
    private func replaceValue(_ bytes: inout [UInt8], _ random: inout RandomSource) {
        guard let colon = bytes[random.below(bytes.count)...].firstIndex(of: 0x3A) else { return }
        let end = bytes[colon...].firstIndex(of: 0x0A) ?? bytes.count
        bytes.replaceSubrange((colon + 1)..<end, with: random.pick(Vocabulary.values).utf8)
    }

    // MARK: Lines

    private func changeLines(
        _ bytes: inout [UInt8], _ random: inout RandomSource,
        _ change: (inout [ArraySlice<UInt8>], inout RandomSource) -> Void
    ) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        change(&lines, &random)
        bytes = Array(lines.joined(separator: [0x0A]))
    }

    /// Moves some lines to the left or to the right.
    private func indent(_ bytes: inout [UInt8], _ random: inout RandomSource) {
        let change = random.pick([-4, -2, -1, 1, 2, 4])
        changeLines(&bytes, &random) { lines, random in
            let start = random.below(lines.count)
            let end = min(lines.count, start + 1 + random.below(4))
            for index in start..<end {
                if change > 0 {
                    lines[index] = ArraySlice(Array(repeating: 0x20, count: change) + lines[index])
                } else {
                    let spaces = lines[index].prefix(-change).prefix { $0 == 0x20 }.count
                    lines[index] = lines[index].dropFirst(spaces)
                }
            }
        }
    }

    private func spliceLines(_ bytes: inout [UInt8], _ random: inout RandomSource) {
        let other = random.pick(seeds).root.split(separator: 0x0A, omittingEmptySubsequences: false)
        let start = random.below(other.count)
        let piece = other[start..<min(other.count, start + 1 + random.below(8))]
        changeLines(&bytes, &random) { lines, random in
            lines.insert(contentsOf: piece, at: random.below(lines.count + 1))
        }
    }

    // MARK: Scripts

    /// A job that runs words which may belong together.
    private func script(_ random: inout RandomSource) -> [UInt8] {
        let image = random.pick([
            "moby/buildkit:rootless", "docker:28", "alpine", "gcr.io/kaniko-project/executor:debug",
        ])
        var text = "\nscripted\(random.below(3)):\n  image: \(image)\n  script:\n"
        for _ in 0..<(1 + random.below(4)) {
            text += "    - " + random.pick(["|", ">", "|-", ">-", ""]) + "\n"
            for _ in 0..<(1 + random.below(4)) {
                let words = (0..<(1 + random.below(8))).map { _ in random.pick(Vocabulary.commands) }
                let line = words.joined(
                    separator: random.pick([" ", " ", " ", "", " && ", " | ", "; ", " \\\n      "]))
                text += "      " + line.replacing("\n", with: "\n      ") + "\n"
            }
        }
        return Array(text.utf8)
    }

    // MARK: Size

    /// A long run of one piece of the text.
    private func repeatPiece(_ bytes: inout [UInt8], _ random: inout RandomSource) {
        let range = range(of: bytes, atMost: random.pick([1, 3, 20, 200]), &random)
        guard !range.isEmpty else { return }
        let count = min(random.pick([3, 20, 200, 3000]), Self.longest / range.count)
        let run = (0..<count).flatMap { _ in bytes[range] }
        bytes.insert(contentsOf: run, at: range.upperBound)
    }

    private func nest(_ bytes: inout [UInt8], _ random: inout RandomSource) {
        let depth = random.pick([3, 30, 99, 101, 300, 600, 5000])
        let (open, inner, close) = random.pick([
            ("[", "x", "]"), ("{a: ", "x", "}"), ("- ", "x", ""), ("(", "$A", ")"), ("? ", "x", ""), ("[", "", ""),
            ("!reference [", "a", "]"), ("$[[ ", "inputs.x", " ]]"), ("&a [", "*a", "]"), ("(?:", "a", ")"),
        ])
        let text = String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
        bytes.replaceSubrange(word(in: bytes, &random), with: text.utf8)
    }
}
