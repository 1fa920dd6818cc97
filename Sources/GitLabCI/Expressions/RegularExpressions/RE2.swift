/// A regular expression in the syntax of RE2, the engine behind GitLab's patterns.
package struct RE2: Sendable {
    package let pattern: String
    private let program: RE2Program?
    private let hasScripts: Bool

    /// Throws what RE2 would complain about. RE2's limit of memory for compiled patterns is not reproduced.
    package init(_ pattern: String) throws(RE2SyntaxError) {
        var parser = RE2Parser(pattern)
        let syntax = try parser.parse()
        self.pattern = pattern
        let program = RE2Program(syntax)
        self.program = program
        hasScripts =
            program?.instructions.contains {
                if case .characterClass(let characters) = $0 { characters.hasScript } else { false }
            } ?? false
    }

    /// What is wrong with a pattern, if anything; cheaper than making one.
    package static func syntaxError(in pattern: String) -> RE2SyntaxError? {
        var parser = RE2Parser(pattern)
        do throws(RE2SyntaxError) {
            _ = try parser.parse()
            return nil
        } catch {
            return error
        }
    }

    /// Whether the pattern matches anywhere in the text; nil where that cannot be told here (scripts such as
    /// `\p{Greek}`, programs beyond the size limit).
    package func matches(_ text: String) -> Bool? {
        guard let program, !hasScripts else { return nil }
        var matcher = RE2Matcher(program, text: text)
        return matcher.findsMatch()
    }
}
