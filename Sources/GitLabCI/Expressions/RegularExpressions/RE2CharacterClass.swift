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
