/// One line of a file with a caret under a part of it, for people.
struct Snippet {
    /// The width of the column of line numbers.
    static let margin = 6
    /// The longest piece of a line that is shown, in Unicode scalars; a minified line would fill the screen.
    private static let longest = 160

    private let line: Int
    private let shown: String
    /// How many columns of a terminal stand before the caret.
    private let indent: Int
    /// How many columns are marked.
    private let length: Int

    init(_ span: SourceSpan) {
        let start = span.startPosition
        let end = span.endPosition
        var scalars = Array(span.file.line(start.line).unicodeScalars)
        if start.line == 1, scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        let column = min(start.column - 1, scalars.count)
        // A span over several lines is marked to the end of its first.
        let last = end.line == start.line ? max(end.column - 1, column) : scalars.count
        // A long line is cut on the left too, a little before the place.
        let from = scalars.count > Self.longest && column > Self.longest / 2 ? column - 40 : 0
        let until = min(scalars.count, from + Self.longest)
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars[from..<until])
        line = start.line
        shown = (from > 0 ? "…" : "") + TextRenderer.visible(String(text)) + (until < scalars.count ? "…" : "")
        indent = DisplayWidth.of(scalars[from..<max(from, column)]) + (from > 0 ? 1 : 0)
        length = max(1, DisplayWidth.of(scalars[column..<max(column, min(last, until))]))
    }

    /// The two lines, the caret passed through `mark`.
    func text(mark: (String) -> String) -> String {
        let number = String(line)
        let padding = String(repeating: " ", count: max(0, Self.margin - 1 - number.count))
        let caret = "^" + String(repeating: "~", count: length - 1)
        return "\(padding)\(number) | \(shown)\n" + String(repeating: " ", count: Self.margin) + "| "
            + String(repeating: " ", count: indent) + mark(caret) + "\n"
    }
}
