/// A set of characters: `[a-z]`, `\d`, `[[:alpha:]]`, `\p{Lu}`.
package struct RE2CharacterClass: Sendable {
    package enum Member: Sendable {
        case range(Unicode.Scalar, Unicode.Scalar)
        /// A general category by its short name (`L`, `Lu`).
        case category(String, negated: Bool)
        /// A script such as `Greek`. Its characters are not known here, so that a match may stay undecided.
        case script(String, negated: Bool)
        case any
        case ranges([ClosedRange<UInt32>], negated: Bool)
    }

    package var members: [Member] = []
    package var negated = false
    package var ignoringCase = false

    package init() {}

    package init(_ member: Member) { members = [member] }

    /// Whether the set depends on a script, which cannot be decided here.
    package var hasScript: Bool {
        members.contains { if case .script = $0 { true } else { false } }
    }

    package func contains(_ scalar: Unicode.Scalar) -> Bool {
        var found = has(scalar)
        if !found, ignoringCase {
            found = RE2Case.variants(of: scalar).contains { has($0) }
        }
        return found != negated
    }

    private func has(_ scalar: Unicode.Scalar) -> Bool {
        members.contains { member in
            switch member {
            case .range(let low, let high): low <= scalar && scalar <= high
            case .category(let name, let negated): RE2UnicodeGroup.category(name, contains: scalar) != negated
            case .script(_, let negated): negated
            case .any: true
            case .ranges(let ranges, let negated): ranges.contains { $0.contains(scalar.value) } != negated
            }
        }
    }
}

/// Simple case folding: one character for one character.
enum RE2Case {
    /// The other characters that count as the same letter when case is ignored.
    static func variants(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        if scalar.isASCII {
            switch scalar.value {
            case 0x41...0x5A, 0x61...0x7A:
                // U+017F (long s) and U+212A (kelvin sign) fold to ASCII letters.
                let other = Unicode.Scalar(UInt8(scalar.value ^ 0x20))
                switch other {
                case "s", "S": return [other, "\u{17F}"]
                case "k", "K": return [other, "\u{212A}"]
                default: return [other]
                }
            default: return []
            }
        }
        return [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].compactMap { text in
            let scalars = text.unicodeScalars
            guard scalars.count == 1, let first = scalars.first, first != scalar else { return nil }
            return first
        }
    }

    static func equal(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
        a == b || variants(of: a).contains(b) || variants(of: b).contains(a)
    }
}
