/// One word of a command, with its quotes understood.
package struct ShellWord: Hashable, Sendable {
    package enum Quoting: Hashable, Sendable {
        case none
        /// A backslash before one character.
        case backslash
        case single
        case double
        /// `$'…'`
        case ansi
    }

    /// A stretch of a word.
    package enum Part: Hashable, Sendable {
        /// Text after its quotes were removed; the range holds the text without them.
        case literal(String, Quoting, Range<Int>)
        /// `$NAME`, `${NAME}` or `${NAME:-word}`; the operation is what stands behind the name in braces.
        case parameter(name: String, operation: String, isQuoted: Bool, Range<Int>)
        /// `$(…)`, backquotes or `<(…)`.
        case command(isQuoted: Bool, Range<Int>)
        /// `$((…))`
        case arithmetic(isQuoted: Bool, Range<Int>)

        package var range: Range<Int> {
            switch self {
            case .literal(_, _, let range), .parameter(_, _, _, let range), .command(_, let range),
                .arithmetic(_, let range):
                range
            }
        }

        /// Whether the shell splits what comes of it into several words, or into none.
        var isSplit: Bool {
            switch self {
            case .literal: false
            case .parameter(let name, _, let isQuoted, _): !isQuoted || name == "@"
            case .command(let isQuoted, _): !isQuoted
            case .arithmetic: false
            }
        }
    }

    /// Most words are plain text, which needs no list of parts.
    private enum Storage: Hashable, Sendable {
        case plain(String)
        case parts([Part])
    }

    private let storage: Storage
    /// The word with its quotes.
    package let range: Range<Int>

    init(plain text: String, range: Range<Int>) {
        storage = .plain(text)
        self.range = range
    }

    init(_ parts: [Part], range: Range<Int>) {
        storage = .parts(parts)
        self.range = range
    }

    package var parts: [Part] {
        switch storage {
        case .plain(let text): text.isEmpty ? [] : [.literal(text, .none, range)]
        case .parts(let parts): parts
        }
    }

    /// The text, if nothing in it depends on variables or commands.
    package var literal: String? {
        switch storage {
        case .plain(let text):
            return text
        case .parts(let parts):
            var result = ""
            for part in parts {
                guard case .literal(let text, _, _) = part else { return nil }
                result += text
            }
            return result
        }
    }

    /// The text after quotes were removed, with `${NAME}` for parameters and `$(…)` as it stands for what is not known.
    package var text: String {
        switch storage {
        case .plain(let text): text
        case .parts(let parts): parts.reduce(into: "") { $0 += Self.text($1) }
        }
    }

    /// Whether any of it is quoted or escaped.
    package var isQuoted: Bool {
        parts.contains { part in
            switch part {
            case .literal(_, let quoting, _): quoting != .none
            case .parameter(_, _, let isQuoted, _), .command(let isQuoted, _), .arithmetic(let isQuoted, _): isQuoted
            }
        }
    }

    /// Whether it is known to be exactly one word once everything is expanded. `$FLAGS` can be any number.
    package var isOneWord: Bool {
        switch storage {
        case .plain: true
        case .parts(let parts): !parts.contains(where: \.isSplit)
        }
    }

    /// The names of the variables in it, in order, each as often as it stands there.
    package var variables: [String] {
        guard case .parts(let parts) = storage else { return [] }
        return parts.compactMap { if case .parameter(let name, _, _, _) = $0 { name } else { nil } }
    }

    /// Where a stretch of `text` is written.
    ///
    /// Within a parameter, a substitution or an escaped stretch, it is the whole of that.
    package func range(ofText wanted: Range<Int>) -> Range<Int> {
        var offset = 0
        var start: Int?
        var end = range.upperBound
        for part in parts {
            let length = Self.text(part).utf8.count
            let own = part.range
            let isExact = length == own.count
            if start == nil, wanted.lowerBound < offset + length || (wanted.isEmpty && wanted.lowerBound == offset) {
                start = isExact ? own.lowerBound + wanted.lowerBound - offset : own.lowerBound
            }
            if start != nil, wanted.upperBound <= offset + length {
                end = isExact ? own.lowerBound + max(wanted.upperBound - offset, 0) : own.upperBound
                break
            }
            offset += length
        }
        let first = start ?? range.upperBound
        return first..<max(first, end)
    }

    private static func text(_ part: Part) -> String {
        switch part {
        case .literal(let text, _, _): text
        case .parameter(let name, let operation, _, _): "${\(name)\(operation)}"
        case .command: "$(…)"
        case .arithmetic: "$((…))"
        }
    }
}
