import Diagnostics

/// Text of a page.
enum HTMLText {
    /// Escaped, with each word that begins with a hyphen kept in one piece: browsers break lines after any hyphen, and
    /// `-` at the end of one line and `-option` on the next is another command. A word that is longer than a line may break.
    static func content(_ text: String) -> String {
        text.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let escaped = XMLText.content(String(word))
            return word.count > 1 && word.hasPrefix("-") ? "<span class=\"word\">\(escaped)</span>" : escaped
        }.joined(separator: " ")
    }
}
