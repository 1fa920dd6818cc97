/// Runs a program over a text.
struct RE2Matcher {
    private let program: [RE2Program.Instruction]
    private let text: [Unicode.Scalar]
    /// The step at which an instruction was last put on a list, so that none is put there twice.
    private var seen: [Int]
    private var pending: [Int] = []

    init(_ program: RE2Program, text: String) {
        self.program = program.instructions
        self.text = Array(text.unicodeScalars)
        seen = Array(repeating: -1, count: program.instructions.count)
    }

    /// Whether the pattern matches anywhere in the text.
    mutating func findsMatch() -> Bool {
        var threads: [Int] = []
        var next: [Int] = []
        for position in 0...text.count {
            // A match may begin at every place.
            if follow(0, at: position, into: &threads) { return true }
            guard position < text.count else { break }
            let scalar = text[position]
            next.removeAll(keepingCapacity: true)
            for index in threads where consumes(program[index], scalar) {
                if follow(index + 1, at: position + 1, into: &next) { return true }
            }
            swap(&threads, &next)
        }
        return false
    }

    private func consumes(_ instruction: RE2Program.Instruction, _ scalar: Unicode.Scalar) -> Bool {
        switch instruction {
        case .literal(let wanted, let ignoringCase):
            wanted == scalar || (ignoringCase && RE2Case.equal(wanted, scalar))
        case .any(let newline): newline || scalar != "\n"
        case .characterClass(let characters): characters.contains(scalar)
        case .assertion, .split, .jump, .match: false
        }
    }

    /// Adds the instructions that read a character and can be reached without reading one; true at a match.
    private mutating func follow(_ start: Int, at position: Int, into threads: inout [Int]) -> Bool {
        pending.append(start)
        while let index = pending.popLast() {
            guard seen[index] != position else { continue }
            seen[index] = position
            switch program[index] {
            case .match:
                pending.removeAll(keepingCapacity: true)
                return true
            case .jump(let target): pending.append(target)
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .assertion(let assertion): if holds(assertion, at: position) { pending.append(index + 1) }
            case .literal, .any, .characterClass: threads.append(index)
            }
        }
        return false
    }

    private func holds(_ assertion: RE2Syntax.Assertion, at position: Int) -> Bool {
        switch assertion {
        case .beginningOfText: position == 0
        case .endOfText: position == text.count
        case .beginningOfLine: position == 0 || text[position - 1] == "\n"
        case .endOfLine: position == text.count || text[position] == "\n"
        case .wordBoundary: isBoundary(position)
        case .noWordBoundary: !isBoundary(position)
        }
    }

    private func isBoundary(_ position: Int) -> Bool {
        isWord(position - 1) != isWord(position)
    }

    private func isWord(_ position: Int) -> Bool {
        guard text.indices.contains(position) else { return false }
        switch text[position] {
        case "a"..."z", "A"..."Z", "0"..."9", "_": return true
        default: return false
        }
    }
}
