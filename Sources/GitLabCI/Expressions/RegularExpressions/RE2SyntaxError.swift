/// Why RE2 turns a pattern down, and where.
package struct RE2SyntaxError: Error, Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        case lookaround(String)
        case backreference(String)
        case atomicGroup
        case possessiveRepetition(String)
        case unsupportedGroup(String)
        case repeatedRepetition(String)
        case nothingToRepeat(String)
        case repetitionTooLarge(String)
        case missingClosingParenthesis
        case unexpectedClosingParenthesis
        case missingClosingBracket
        case reversedRange(String)
        case unknownClass(String)
        case unknownEscape(String)
        case trailingBackslash
        case badGroupName(String)
        case duplicateGroupName(String)
        case nestedTooDeeply
    }

    package let reason: Reason
    /// The byte of the pattern at which the trouble begins.
    package let offset: Int

    /// The reason in plain words, without the place.
    package var message: String {
        switch reason {
        case .lookaround(let text): "RE2 has no lookaround (\"\(text)\"); use two patterns instead"
        case .backreference(let text): "RE2 has no back references (\"\(text)\")"
        case .atomicGroup: "RE2 has no atomic groups (\"(?>\"); use \"(?:\""
        case .possessiveRepetition(let text):
            "RE2 has no possessive repetition (\"\(text)\"); remove the last \"+\""
        case .unsupportedGroup(let text): "\"\(text)\" begins no kind of group that RE2 knows"
        case .repeatedRepetition(let text): "\"\(text)\" repeats a repetition; put the inner one into \"(?:…)\""
        case .nothingToRepeat(let text): "\"\(text)\" has nothing before it to repeat; escape it as \"\\\(text)\""
        case .repetitionTooLarge(let text): "\"\(text)\" repeats more than 1000 times"
        case .missingClosingParenthesis: "a \"(\" is never closed"
        case .unexpectedClosingParenthesis: "this \")\" closes nothing; escape it as \"\\)\""
        case .missingClosingBracket: "a \"[\" is never closed"
        case .reversedRange(let text): "the range \"\(text)\" ends before it begins"
        case .unknownClass(let text): "\"\(text)\" is no class of characters that RE2 knows"
        case .unknownEscape(let text): "\"\(text)\" is no escape that RE2 knows"
        case .trailingBackslash: "the pattern ends with a lone backslash"
        case .badGroupName(let text): "\"\(text)\" has no valid group name; use letters, digits and \"_\""
        case .duplicateGroupName(let text): "the group name \"\(text)\" is used twice"
        case .nestedTooDeeply: "groups are nested more than 1000 levels deep"
        }
    }
}
