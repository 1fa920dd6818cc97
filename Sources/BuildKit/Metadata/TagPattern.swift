/// The regular expression of a `match` rule: bare, or as `/expression/flags`.
///
/// The rules were made for JavaScript's expressions; Swift's understand the same for all that tags need. Of the flags,
/// `i`, `m`, `s` and `g` count: with `g` the group is the number of a match, from 0, as `String.match` numbers them.
struct TagPattern {
    enum Result: Equatable {
        case found(String)
        case noMatch
        case noGroup
    }

    private let regex: Regex<AnyRegexOutput>
    private let isGlobal: Bool

    /// - Throws: `MetadataError`.
    init(_ text: String) throws(MetadataError) {
        var expression = text
        var flags = ""
        if text.hasPrefix("/"), let end = text.lastIndex(of: "/"), text.distance(from: text.startIndex, to: end) > 1 {
            expression = String(text[text.index(after: text.startIndex)..<end])
            flags = String(text[text.index(after: end)...])
        }
        if let unknown = flags.first(where: { !"gimsu".contains($0) }) {
            throw MetadataError("pattern \"\(text)\" has the flag \"\(unknown)\"; only g, i, m, s and u are known")
        }
        do {
            regex = try Regex(expression).matchingSemantics(.unicodeScalar).asciiOnlyDigits().asciiOnlyWordCharacters()
                .ignoresCase(flags.contains("i")).anchorsMatchLineEndings(flags.contains("m"))
                .dotMatchesNewlines(flags.contains("s"))
        } catch {
            throw MetadataError("pattern \"\(text)\" is no regular expression (\(error))")
        }
        isGlobal = flags.contains("g")
    }

    func match(_ text: String, group: Int) -> Result {
        if isGlobal {
            let matches = text.matches(of: regex)
            if matches.isEmpty { return .noMatch }
            return group < matches.count ? .found(String(text[matches[group].range])) : .noGroup
        }
        guard let match = text.firstMatch(of: regex) else { return .noMatch }
        guard group < match.output.count, let range = match.output[group].range else { return .noGroup }
        return .found(String(text[range]))
    }
}
