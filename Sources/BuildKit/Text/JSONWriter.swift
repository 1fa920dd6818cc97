extension JSONValue {
    /// The value on one line, without spaces.
    package var compactText: String {
        var text = ""
        write(into: &text, indent: nil)
        return text
    }

    /// The value with two spaces a level, without a final line end.
    package var prettyText: String {
        var text = ""
        write(into: &text, indent: 0)
        return text
    }

    private func write(into text: inout String, indent: Int?) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let spelling): text += spelling
        case .string(let string): Self.write(string, into: &text)
        case .array(let elements):
            Self.write(elements, "[", "]", into: &text, indent: indent) { element, text, inner in
                element.write(into: &text, indent: inner)
            }
        case .object(let object):
            Self.write(object.members, "{", "}", into: &text, indent: indent) { member, text, inner in
                Self.write(member.key, into: &text)
                text += inner == nil ? ":" : ": "
                member.value.write(into: &text, indent: inner)
            }
        }
    }

    private static func write<Element>(
        _ elements: [Element], _ open: String, _ close: String, into text: inout String, indent: Int?,
        each: (Element, inout String, Int?) -> Void
    ) {
        text += open
        let inner = indent.map { $0 + 2 }
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            if let inner { text += "\n" + String(repeating: " ", count: inner) }
            each(element, &text, inner)
        }
        if let indent, !elements.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
        text += close
    }

    private static func write(_ string: String, into text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
