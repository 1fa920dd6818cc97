import Diagnostics
import YAMLTree

/// What is most likely wrong where libyaml says only what it did not expect.
struct YAMLSyntaxExplanation {
    let message: String
    let help: String
    /// Where to point: for what was never closed, at its beginning.
    let span: SourceSpan

    /// - Returns: nil when libyaml's own words are as good as any.
    init?(_ error: YAMLSyntaxError) {
        var span = error.problemSpan
        let character = span.file.text(from: span.start, to: span.start + 1)
        switch (error.problem, error.context) {
        case ("found character that cannot start any token", _) where character == "\t":
            message = "a tab stands where only spaces may indent"
            help = "replace the tab by spaces"
        case ("found character that cannot start any token", _):
            message = "\"\(character)\" cannot begin a value"
            help = "put the value in quotes"
        case ("mapping values are not allowed in this context", _):
            message = "a \":\" followed by a space makes a key, and no key can stand here"
            help = "put the text in quotes if it is one value; else check how the line is indented"
        case ("block sequence entries are not allowed in this context", _):
            message = "a list cannot begin on the line of its key"
            help = "begin each entry on a line of its own, below the key"
        case ("could not find expected ':'", _):
            message = "a line is neither a key with a \":\" nor an entry with a \"- \""
            help = "check how the line is indented; a text over several lines needs a \"|\" behind its key"
            span = error.contextSpan ?? span
        case ("found unexpected end of stream", "while scanning a quoted scalar"):
            message = "a quote is opened here and never closed"
            help = "close it, or put the whole value in the other kind of quotes"
            span = error.contextSpan ?? span
        case (_, "while parsing a flow sequence"):
            message = "a list in brackets is not closed, or misses a comma"
            help = "check the list that begins at \(Self.place(error.contextSpan))"
        case (_, "while parsing a flow mapping"):
            message = "a map in braces is not closed, or misses a comma"
            help = "check the map that begins at \(Self.place(error.contextSpan))"
        case ("did not find expected key", "while parsing a block mapping"):
            message = "this is no key of the map that it is indented like"
            help = "check how the line is indented, and the quotes in and above it"
        case ("did not find expected '-' indicator", _):
            message = "this is no entry of the list that it is indented like"
            help = "begin it with \"- \", or check how the line is indented"
        default: return nil
        }
        self.span = span
    }

    private static func place(_ span: SourceSpan?) -> String {
        span.map { "line \($0.startPosition.line), column \($0.startPosition.column)" } ?? "the place above"
    }
}
