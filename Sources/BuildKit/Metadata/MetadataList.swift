/// The lists that rules, images, labels and annotations are given as: one entry a line.
package enum MetadataList {
    /// The entries of a text: lines that are blank or begin with `#` are none.
    package static func entries(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { trimmed($0) }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
    }

    static func trimmed(_ text: Substring) -> String {
        let start = text.drop { $0.isWhitespace }
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }

    /// The comma-separated fields of an entry.
    ///
    /// - Throws: `MetadataError`.
    static func fields(_ entry: String) throws(MetadataError) -> [String] {
        do {
            return try CSVRecord.fields(entry)
        } catch {
            throw MetadataError(error.description)
        }
    }

    /// `key=value` in an entry: the key in lower case, both trimmed; no key where there is no `=`.
    static func pair(_ field: String) -> (key: String?, value: String) {
        guard let equals = field.firstIndex(of: "=") else { return (nil, trimmed(field[...])) }
        return (trimmed(field[..<equals]).lowercased(), trimmed(field[field.index(after: equals)...]))
    }
}
