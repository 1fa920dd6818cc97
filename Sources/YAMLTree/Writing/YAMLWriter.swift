/// Writes nodes as text: two spaces a level, comments wrapped, the same nodes always as the same bytes.
package struct YAMLWriter {
    private var text = ""
    /// The column at which comments break.
    private static let width = 100

    /// The text of one document.
    ///
    /// - Parameters:
    ///   - header: a comment that stands above everything, if there is one.
    ///   - entries: the top level, with an empty line before each.
    package static func document(header: String?, _ entries: [YAMLValue.Entry]) -> String {
        var writer = YAMLWriter()
        writer.comment(header, indent: 0)
        for entry in entries {
            writer.text += "\n"
            writer.mapping([entry], indent: 0)
        }
        return writer.text
    }

    private mutating func mapping(_ entries: [YAMLValue.Entry], indent: Int, afterDash: Bool = false) {
        for (index, entry) in entries.enumerated() {
            let continues = afterDash && index == 0
            if !continues {
                comment(entry.comment, indent: indent)
                pad(indent)
            }
            text += ScalarStyle.line(entry.key) + ":"
            value(entry.value, indent: indent)
        }
    }

    private mutating func sequence(_ items: [YAMLValue.Item], indent: Int) {
        for item in items {
            comment(item.comment, indent: indent)
            guard case .mapping(let entries) = item.value, let first = entries.first else {
                pad(indent)
                text += "-"
                value(item.value, indent: indent)
                continue
            }
            // The first key stands behind the dash, so its comment goes above both.
            comment(first.comment, indent: indent)
            pad(indent)
            text += "- "
            mapping(entries, indent: indent + 2, afterDash: true)
        }
    }

    /// Writes what follows a key's colon or an item's dash, and ends the line.
    private mutating func value(_ node: YAMLValue, indent: Int) {
        switch node {
        case .scalar(let scalar):
            guard let block = ScalarStyle.block(scalar) else {
                text += " " + ScalarStyle.line(scalar) + "\n"
                return
            }
            text += " " + block.header + "\n"
            for line in block.lines {
                if !line.isEmpty { pad(indent + 2) }
                text += line + "\n"
            }
        case .literal(let literal): text += " " + literal + "\n"
        case .flow(let scalars):
            text += " [" + scalars.map { ScalarStyle.line($0, flow: true) }.joined(separator: ", ") + "]\n"
        case .sequence(let items) where items.isEmpty: text += " []\n"
        case .mapping(let entries) where entries.isEmpty: text += " {}\n"
        case .sequence(let items):
            text += "\n"
            sequence(items, indent: indent + 2)
        case .mapping(let entries):
            text += "\n"
            mapping(entries, indent: indent + 2)
        }
    }

    /// Writes a comment of whole words, broken into lines; a line break in it stays one.
    private mutating func comment(_ comment: String?, indent: Int) {
        guard let comment else { return }
        for paragraph in comment.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = "#"
            for word in paragraph.split(separator: " ") {
                if line.count > 1, indent + line.count + 1 + word.count > Self.width {
                    pad(indent)
                    text += line + "\n"
                    line = "#"
                }
                line += " " + word
            }
            pad(indent)
            text += line + "\n"
        }
    }

    private mutating func pad(_ indent: Int) {
        text += String(repeating: " ", count: indent)
    }
}
