/// Patterns of paths, in the two dialects that GitLab has.
package enum PathGlob {
    /// The pattern of `include:local`: `*` is anything but `/`, `**` anything at all, the rest is literal.
    package static func matchesInclude(_ pattern: String, _ path: String) -> Bool {
        matchInclude(Array(pattern.utf8)[...], Array(path.utf8)[...])
    }

    /// The pattern of `exists` and `changes`: Ruby's `File.fnmatch` with `FNM_PATHNAME`, `FNM_DOTMATCH`, `FNM_EXTGLOB`.
    package static func matchesPath(_ pattern: String, _ path: String) -> Bool {
        let path = Array(path.utf8)
        return braceAlternatives(Array(pattern.utf8)).contains { matchSegments($0, path) }
    }

    /// A backtracking match whose work is bounded: of two stars only the last needs to be tried again.
    private static func matchInclude(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
        // States of the pattern that can be reached after each byte of the path.
        enum Token: Equatable {
            case literal(UInt8)
            case segment
            case anything
        }
        var tokens: [Token] = []
        var index = pattern.startIndex
        while index < pattern.endIndex {
            if pattern[index] != 0x2A {
                tokens.append(.literal(pattern[index]))
                index += 1
            } else if index + 1 < pattern.endIndex, pattern[index + 1] == 0x2A {
                tokens.append(.anything)
                index += 2
            } else {
                tokens.append(.segment)
                index += 1
            }
        }
        var states = Set([0])
        func close(_ states: inout Set<Int>) {
            for state in states {
                var next = state
                while next < tokens.count, tokens[next] == .segment || tokens[next] == .anything {
                    next += 1
                    states.insert(next)
                }
            }
        }
        close(&states)
        for byte in path {
            var next: Set<Int> = []
            for state in states where state < tokens.count {
                switch tokens[state] {
                case .literal(let expected): if expected == byte { next.insert(state + 1) }
                case .segment: if byte != 0x2F { next.insert(state) }
                case .anything: if byte != 0x0A { next.insert(state) }
                }
            }
            close(&next)
            if next.isEmpty { return false }
            states = next
        }
        return states.contains(tokens.count)
    }

    private static let alternativeLimit = 1024

    /// `a{b,c}d` is `abd` and `acd`; braces may be nested.
    private static func braceAlternatives(_ pattern: [UInt8]) -> [[UInt8]] {
        var done: [[UInt8]] = []
        var open = [pattern]
        while let next = open.popLast() {
            guard let (range, choices) = firstBraces(next), open.count + done.count < alternativeLimit else {
                done.append(next)
                continue
            }
            for choice in choices {
                open.append(Array(next[..<range.lowerBound]) + choice + Array(next[range.upperBound...]))
            }
        }
        return done
    }

    private static func firstBraces(_ pattern: [UInt8]) -> (Range<Int>, [[UInt8]])? {
        var depth = 0
        var start = 0
        var choices: [[UInt8]] = []
        var choice: [UInt8] = []
        var index = 0
        while index < pattern.count {
            let byte = pattern[index]
            if byte == 0x5C, index + 1 < pattern.count {
                if depth > 0 { choice += pattern[index...index + 1] }
                index += 2
                continue
            }
            switch byte {
            case 0x7B:
                if depth == 0 { start = index } else { choice.append(byte) }
                depth += 1
            case 0x7D where depth == 1:
                return (start..<index + 1, choices + [choice])
            case 0x7D where depth > 1:
                depth -= 1
                choice.append(byte)
            case 0x2C where depth == 1:
                choices.append(choice)
                choice = []
            default:
                if depth > 0 { choice.append(byte) }
            }
            index += 1
        }
        return nil
    }

    private static func matchSegments(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        let patterns = pattern.split(separator: 0x2F, omittingEmptySubsequences: false)
        let segments = path.split(separator: 0x2F, omittingEmptySubsequences: false)
        // reachable[i]: the patterns so far match the first i segments.
        var reachable = [Bool](repeating: false, count: segments.count + 1)
        reachable[0] = true
        for (index, part) in patterns.enumerated() {
            var next = [Bool](repeating: false, count: segments.count + 1)
            if index < patterns.count - 1, Array(part) == [0x2A, 0x2A] {
                var seen = false
                for position in 0...segments.count {
                    seen = seen || reachable[position]
                    next[position] = seen
                }
            } else {
                for position in 0..<segments.count where reachable[position] {
                    if matchSegment(part, segments[position]) { next[position + 1] = true }
                }
            }
            reachable = next
        }
        return reachable[segments.count]
    }

    /// One part between slashes: `*`, `?`, `[a-z]`, `[!a]`, and `\` before a literal character.
    private static func matchSegment(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var p = pattern.startIndex
        var t = text.startIndex
        var star: (pattern: Int, text: Int)?
        while t < text.endIndex {
            if p < pattern.endIndex, pattern[p] == 0x2A {
                star = (p + 1, t)
                p += 1
                continue
            }
            if p < pattern.endIndex, let length = matchOne(pattern[p...], text[t]) {
                p += length
                t += 1
                // `?` and sets take a whole character.
                if pattern[p - 1] == 0x3F || pattern[p - 1] == 0x5D {
                    while t < text.endIndex, text[t] & 0xC0 == 0x80 { t += 1 }
                }
                continue
            }
            guard let (retry, from) = star else { return false }
            p = retry
            t = from + 1
            star = (retry, t)
        }
        while p < pattern.endIndex, pattern[p] == 0x2A { p += 1 }
        return p == pattern.endIndex
    }

    /// How many bytes of the pattern match one byte of the text, or nil.
    private static func matchOne(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> Int? {
        let first = pattern[pattern.startIndex]
        switch first {
        case 0x3F: return 1
        case 0x5C:
            guard pattern.count > 1 else { return byte == 0x5C ? 1 : nil }
            return pattern[pattern.startIndex + 1] == byte ? 2 : nil
        case 0x5B: return matchSet(pattern, byte)
        default: return first == byte ? 1 : nil
        }
    }

    private static func matchSet(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> Int? {
        var index = pattern.startIndex + 1
        guard index < pattern.endIndex else { return nil }
        let isNegated = pattern[index] == 0x21 || pattern[index] == 0x5E
        if isNegated { index += 1 }
        var isFound = false
        while index < pattern.endIndex, pattern[index] != 0x5D {
            if pattern[index] == 0x5C, index + 1 < pattern.endIndex { index += 1 }
            let low = pattern[index]
            var high = low
            if index + 2 < pattern.endIndex, pattern[index + 1] == 0x2D, pattern[index + 2] != 0x5D {
                high = pattern[index + 2]
                index += 2
            }
            if low <= byte, byte <= high { isFound = true }
            index += 1
        }
        guard index < pattern.endIndex, isFound != isNegated else { return nil }
        return index + 1 - pattern.startIndex
    }
}
