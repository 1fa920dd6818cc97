import Diagnostics

/// Writes a merged configuration as YAML: two spaces a level, an empty line between the entries at the top, the same
/// configuration always as the same bytes. Read again, the text gives an equal value. Only of a key that is itself a list
/// or a map, which GitLab takes nowhere, no more than Ruby's text is known, and becomes the key.
///
/// `include` and `extends` are done with and left out, since what they brought in is there.
package struct ExpandedText {
    private let showsOrigins: Bool
    private var text = ""

    /// - Parameter showsOrigins: whether comments say where values come from: those at the top, and those below that
    ///   were not written inside of the value that holds them.
    /// - Parameter isResolved: whether `extends` is done with, so that it is left out.
    package static func of(
        _ root: ConfigMapping, showsOrigins: Bool = false, isResolved: Bool = true
    ) -> String {
        var writer = ExpandedText(showsOrigins: showsOrigins)
        for (index, entry) in root.entries.enumerated() {
            if index > 0 { writer.text += "\n" }
            let resolved = ConfigMapping.Entry(
                key: entry.key, keySpan: entry.keySpan, value: isResolved ? withoutExtends(entry.value) : entry.value)
            writer.mapping(ConfigMapping([resolved]), indent: 0, in: nil)
        }
        return root.isEmpty ? "{}\n" : writer.text
    }

    private init(showsOrigins: Bool) { self.showsOrigins = showsOrigins }

    /// A job without `extends`; a template that has nothing else keeps it, since GitLab takes no empty template.
    private static func withoutExtends(_ value: ConfigValue) -> ConfigValue {
        guard var map = value.mapping, map.contains("extends"), map.count > 1 else { return value }
        map.remove(.string("extends"))
        return value.replacing(.mapping(map))
    }

    // MARK: Collections

    private mutating func mapping(
        _ map: ConfigMapping, indent: Int, in parent: SourceSpan?, afterDash: Bool = false
    ) {
        for (index, entry) in map.entries.enumerated() {
            if !afterDash || index > 0 { pad(indent) }
            key(entry.key, indent: indent)
            value(entry.value, indent: indent, origin: origin(entry.keySpan, entry.value, in: parent))
        }
    }

    private mutating func sequence(_ members: [ConfigValue], indent: Int, in parent: SourceSpan) {
        for member in members {
            pad(indent)
            text += "-"
            let origin = origin(member.span, member, in: parent)
            // The first key of a map stands behind the dash, unless there is something to say of the map.
            guard let map = member.mapping, !map.isEmpty, origin.isEmpty else {
                value(member, indent: indent, origin: origin)
                continue
            }
            text += " "
            mapping(map, indent: indent + 2, in: member.span, afterDash: true)
        }
    }

    // MARK: Values

    /// Writes what follows a colon or a dash, and ends the line.
    private mutating func value(_ value: ConfigValue, indent: Int, origin: String) {
        switch value.content {
        case .sequence(let members) where !members.isEmpty:
            text += origin + "\n"
            sequence(members, indent: indent + 2, in: value.span)
        case .mapping(let map) where !map.isEmpty:
            text += origin + "\n"
            mapping(map, indent: indent + 2, in: value.span)
        case .string(let string):
            guard let block = ScalarText.block(string) else {
                text += " " + ScalarText.line(string) + origin + "\n"
                return
            }
            text += " " + block.header + origin + "\n"
            for line in block.lines {
                if !line.isEmpty { pad(indent + 2) }
                text += line + "\n"
            }
        default: text += " " + Self.flow(value) + origin + "\n"
        }
    }

    /// A value on one line.
    private static func flow(_ value: ConfigValue) -> String {
        switch value.content {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let number): String(number)
        case .bigInteger(let digits): digits
        case .float(let number): ScalarText.float(number)
        case .string(let text): ScalarText.line(text, isInBrackets: true)
        case .sequence(let members): "[" + members.map(flow).joined(separator: ", ") + "]"
        case .mapping(let map):
            "{" + map.entries.map { ScalarText.key($0.key) + ": " + flow($0.value) }.joined(separator: ", ") + "}"
        case .reference(let argument): "!reference " + flow(argument)
        }
    }

    /// YAML looks for the colon of a plain key on one line and within 1024 characters.
    private mutating func key(_ key: ConfigKey, indent: Int) {
        let written = ScalarText.key(key)
        guard written.utf8.count > 1000 else {
            text += written + ":"
            return
        }
        text += "? " + written + "\n"
        pad(indent)
        text += ":"
    }

    private mutating func pad(_ indent: Int) { text += String(repeating: " ", count: indent) }

    // MARK: Origins

    /// The comment on where something was written; empty where the reader can tell from what is around it.
    private func origin(_ place: SourceSpan, _ value: ConfigValue, in parent: SourceSpan?) -> String {
        guard showsOrigins, parent.map({ !$0.contains(place) || !$0.contains(value.span) }) ?? true else { return "" }
        // A value that came from elsewhere than its key is the more telling of the two.
        let isApart = place.file != value.span.file || value.span.start < place.start
        let span = isApart ? value.span : place
        let detour = value.provenance.map { " (\($0.step.comment))" } ?? ""
        return "  # from \(ScalarText.comment("\(span.file.name):\(span.startPosition.line)\(detour)"))"
    }
}

extension SourceSpan {
    /// Whether another stretch lies within this one.
    fileprivate func contains(_ other: SourceSpan) -> Bool {
        file == other.file && start <= other.start && other.end <= end
    }
}

extension Provenance.Step {
    /// The step in a few words.
    fileprivate var comment: String {
        switch self {
        case .alias(let name): "*\(name)"
        case .mergeKey: "<<"
        case .extends(let name): "extends \(name)"
        case .reference(let path): "!reference [\(path.joined(separator: ", "))]"
        case .interpolation(let block): "$[[ \(block) ]]"
        case .include(let name): "include \(name)"
        }
    }
}
