/// A pattern as instructions for a machine that follows all its threads at once, so that matching takes time in
/// proportion to the length of the text (Thompson 1968, Pike's simulation).
struct RE2Program: Sendable {
    enum Instruction: Sendable {
        case literal(Unicode.Scalar, ignoringCase: Bool)
        case any(newline: Bool)
        case characterClass(RE2CharacterClass)
        case assertion(RE2Syntax.Assertion)
        /// Goes on at both places.
        case split(Int, Int)
        case jump(Int)
        case match
    }

    private(set) var instructions: [Instruction] = []
    /// Nested repetitions can blow a program up; RE2 has a limit of its own, by memory.
    static let sizeLimit = 200_000

    /// Nil if the program would be too large.
    init?(_ syntax: RE2Syntax) {
        guard emit(syntax) else { return nil }
        instructions.append(.match)
    }

    private mutating func emit(_ syntax: RE2Syntax) -> Bool {
        guard instructions.count < Self.sizeLimit else { return false }
        switch syntax {
        case .empty: return true
        case .literal(let scalar, let ignoringCase): instructions.append(.literal(scalar, ignoringCase: ignoringCase))
        case .any(let newline): instructions.append(.any(newline: newline))
        case .characterClass(let characters): instructions.append(.characterClass(characters))
        case .assertion(let assertion): instructions.append(.assertion(assertion))
        case .concatenation(let parts):
            for part in parts { guard emit(part) else { return false } }
        case .alternation(let parts): return emitAlternation(parts)
        case .repetition(let part, let min, let max): return emitRepetition(part, min: min, max: max)
        }
        return true
    }

    private mutating func emitAlternation(_ parts: [RE2Syntax]) -> Bool {
        var jumps: [Int] = []
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            let split = instructions.count
            if !isLast { instructions.append(.jump(0)) }
            guard emit(part) else { return false }
            if !isLast {
                jumps.append(instructions.count)
                instructions.append(.jump(0))
                instructions[split] = .split(split + 1, instructions.count)
            }
        }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
        return true
    }

    private mutating func emitRepetition(_ part: RE2Syntax, min: Int, max: Int?) -> Bool {
        for _ in 0..<min { guard emit(part) else { return false } }
        guard let max else {
            let split = instructions.count
            instructions.append(.jump(0))
            guard emit(part) else { return false }
            instructions.append(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return true
        }
        var splits: [Int] = []
        for _ in min..<Swift.max(min, max) {
            splits.append(instructions.count)
            instructions.append(.jump(0))
            guard emit(part) else { return false }
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
        return true
    }
}
