/// A text with expressions in double braces: the part of Handlebars that the rules of docker/metadata-action use, namely
/// `{{name}}`, `{{name 'argument' key='value'}}` and the same in three braces. Nothing is escaped for HTML.
package struct MetadataTemplate: Equatable, Sendable {
    package struct Expression: Equatable, Sendable {
        package let name: String
        package let arguments: [String]
        package let options: [String: String]
    }

    package enum Part: Equatable, Sendable {
        case text(String)
        case expression(Expression)
    }

    package let parts: [Part]
    private let source: String

    /// - Throws: `MetadataError` for braces that do not end and for what Handlebars has and rules do not need: blocks,
    ///   partials, comments, whitespace control.
    package init(_ source: String) throws(MetadataError) {
        self.source = source
        var parts: [Part] = []
        var rest = source[...]
        while let open = rest.firstRange(of: "{{") {
            if open.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<open.lowerBound]))) }
            let isTriple = rest[open.upperBound...].hasPrefix("{")
            let start = isTriple ? rest.index(after: open.upperBound) : open.upperBound
            guard let close = rest[start...].firstRange(of: isTriple ? "}}}" : "}}") else {
                throw MetadataError("\"\(source)\" has an expression that does not end; close it with }}")
            }
            parts.append(.expression(try Self.expression(rest[start..<close.lowerBound], in: source)))
            rest = rest[close.upperBound...]
        }
        if !rest.isEmpty { parts.append(.text(String(rest))) }
        self.parts = parts
    }

    /// The text with each expression replaced.
    ///
    /// - Throws: what `value` throws.
    package func rendered(
        _ value: (Expression) throws(MetadataError) -> String?
    ) throws(MetadataError) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let literal): text += literal
            case .expression(let expression):
                guard let result = try value(expression) else {
                    throw MetadataError(
                        "\"\(source)\" has the expression \"\(expression.name)\", which does not exist here")
                }
                text += result
            }
        }
        return text
    }

    /// Whether the template is exactly `{{raw}}`.
    package var isRaw: Bool {
        parts == [.expression(Expression(name: "raw", arguments: [], options: [:]))]
    }

    private static func expression(_ text: Substring, in source: String) throws(MetadataError) -> Expression {
        let words = try words(text, in: source)
        guard let first = words.first, !first.isQuoted, first.key == nil else {
            throw MetadataError("\"\(source)\" has an expression without a name; write it as {{version}}")
        }
        guard first.text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
            throw MetadataError(
                "\"\(source)\" has the expression \"{{\(text)}}\"; only names such as {{version}} are understood, no blocks"
            )
        }
        var arguments: [String] = []
        var options: [String: String] = [:]
        for word in words.dropFirst() {
            guard word.isQuoted else {
                throw MetadataError("\"\(source)\" has \"\(word.text)\" without quotes; write '\(word.text)'")
            }
            if let key = word.key { options[key] = word.text } else { arguments.append(word.text) }
        }
        return Expression(name: first.text, arguments: arguments, options: options)
    }

    private struct Word {
        var key: String?
        var text = ""
        var isQuoted = false
    }

    private static func words(_ text: Substring, in source: String) throws(MetadataError) -> [Word] {
        var words: [Word] = []
        var word: Word?
        var rest = text
        while let character = rest.popFirst() {
            switch character {
            case " ", "\t":
                if let word { words.append(word) }
                word = nil
            case "'", "\"":
                guard let end = rest.firstIndex(of: character) else {
                    throw MetadataError("\"\(source)\" has a quote in an expression that does not end")
                }
                word = Word(key: word?.key, text: (word?.text ?? "") + rest[..<end], isQuoted: true)
                rest = rest[rest.index(after: end)...]
            case "=" where word?.isQuoted == false && word?.key == nil:
                word = Word(key: word?.text)
            default:
                word = Word(
                    key: word?.key, text: (word?.text ?? "") + String(character), isQuoted: word?.isQuoted ?? false)
            }
        }
        if let word { words.append(word) }
        return words
    }
}
