/// Words of a Dockerfile and the variables in them.
package enum DockerfileWords {
    /// What cannot be substituted.
    package enum Unresolved: Error, Equatable, Sendable, CustomStringConvertible {
        case unset(String)
        case notUnderstood(String)

        package var description: String {
            switch self {
            case .unset(let name): "\(name) has no value"
            case .notUnderstood(let text): "\(text) is not understood"
            }
        }
    }

    /// Splits at white space outside of quotes, which stay.
    package static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character.isWhitespace {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            word.append(character)
        }
        return word.isEmpty ? words : words + [word]
    }

    /// The word without its quotes and escapes, its variables replaced: `$NAME`, `${NAME}`, `${NAME:-word}` and the forms
    /// with `-`, `+`, `:+`, `?` and `:?`.
    ///
    /// - Throws: `Unresolved`: BuildKit would go on with an empty text for a variable that is not set.
    package static func expanded(
        _ word: String, escape: Character, _ values: [String: String]
    ) throws(Unresolved) -> String {
        var rest = word[...]
        return try expanded(&rest, until: nil, escape, values)
    }

    private static func expanded(
        _ rest: inout Substring, until end: Character?, _ escape: Character, _ values: [String: String]
    ) throws(Unresolved) -> String {
        var result = ""
        var quote: Character?
        while let character = rest.first {
            if quote == nil, character == end { break }
            rest.removeFirst()
            switch character {
            case "'" where quote == nil, "\"" where quote == nil: quote = character
            case quote: quote = nil
            case escape where quote != "'": if let next = rest.popFirst() { result.append(next) }
            case "$" where quote != "'": result += try substituted(&rest, escape, values)
            default: result.append(character)
            }
        }
        return result
    }

    /// What stands for the text behind a dollar sign.
    private static func substituted(
        _ rest: inout Substring, _ escape: Character, _ values: [String: String]
    ) throws(Unresolved) -> String {
        let isBraced = rest.first == "{"
        let start = rest
        if isBraced { rest.removeFirst() }
        let name = String(rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
        rest = rest.dropFirst(name.count)
        guard isBraced else {
            guard !name.isEmpty else { return "$" }
            guard let value = values[name] else { throw .unset(name) }
            return value
        }
        let whole = "$" + start.prefix { $0 != "}" } + "}"
        guard !name.isEmpty else { throw .notUnderstood(whole) }
        let emptyIsUnset = rest.first == ":"
        if emptyIsUnset { rest.removeFirst() }
        let form = rest.popFirst()
        let value = values[name].flatMap { emptyIsUnset && $0.isEmpty ? nil : $0 }
        if form == "}", !emptyIsUnset {
            guard let value else { throw .unset(name) }
            return value
        }
        guard let form, "-+?".contains(form) else { throw .notUnderstood(whole) }
        // The word may need what is not set where it is not used.
        let inner = Result { () throws(Unresolved) in try expanded(&rest, until: "}", escape, values) }
        guard rest.popFirst() == "}" else { throw .notUnderstood(whole) }
        switch (form, value) {
        case ("-", let value?), ("?", let value?): return value
        case ("-", nil), ("+", _?): return try inner.get()
        case ("+", nil): return ""
        default: throw .unset(name)
        }
    }
}
