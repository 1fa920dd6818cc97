/// The tree of a regular expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax).
///
/// Groups that only capture and greediness leave no trace: GitLab asks only whether a pattern matches.
package indirect enum RE2Syntax: Sendable {
    /// Matches the empty text.
    case empty
    case literal(Unicode.Scalar, ignoringCase: Bool)
    /// `.`; with `newline` also a line feed.
    case any(newline: Bool)
    case characterClass(RE2CharacterClass)
    case assertion(Assertion)
    case concatenation([RE2Syntax])
    case alternation([RE2Syntax])
    /// `{min,max}`; no `max` means any number.
    case repetition(RE2Syntax, min: Int, max: Int?)

    package enum Assertion: Sendable {
        case beginningOfText
        case endOfText
        case beginningOfLine
        case endOfLine
        case wordBoundary
        case noWordBoundary
    }
}
