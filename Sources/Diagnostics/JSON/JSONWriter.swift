/// Writes JSON as UTF-8: on one line, or with a member a line and two spaces a level.
struct JSONWriter {
    private let isPretty: Bool
    private var bytes: [UInt8] = []

    private init(isPretty: Bool) { self.isPretty = isPretty }

    /// The text of a value, without a line break at its end.
    static func write(_ value: JSON, isPretty: Bool) -> String {
        var writer = JSONWriter(isPretty: isPretty)
        writer.append(value, level: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    private mutating func append(_ value: JSON, level: Int) {
        switch value {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let digits): bytes += digits.utf8
        case .string(let text): append(text)
        case .array(let items):
            enclose("[", "]", items, level) { writer, item in writer.append(item, level: level + 1) }
        case .object(let members):
            enclose("{", "}", members, level) { writer, member in
                writer.append(member.key)
                writer.bytes += (writer.isPretty ? ": " : ":").utf8
                writer.append(member.value, level: level + 1)
            }
        }
    }

    private mutating func enclose<Item>(
        _ open: String, _ close: String, _ items: [Item], _ level: Int, append: (inout JSONWriter, Item) -> Void
    ) {
        bytes += open.utf8
        for (index, item) in items.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            breakLine(level + 1)
            append(&self, item)
        }
        if !items.isEmpty { breakLine(level) }
        bytes += close.utf8
    }

    private mutating func breakLine(_ level: Int) {
        guard isPretty else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: level * 2))
    }

    private mutating func append(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
            case 0x0A: bytes += "\\n".utf8
            case 0x0D: bytes += "\\r".utf8
            case 0x09: bytes += "\\t".utf8
            case 0x00..<0x20, 0x7F:
                let hex = String(byte, radix: 16)
                bytes += "\\u00\(hex.utf8.count < 2 ? "0" : "")\(hex)".utf8
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}

extension JSON {
    /// The value on one line.
    package var text: String { JSONWriter.write(self, isPretty: false) }
    /// The value with a member a line.
    package var prettyText: String { JSONWriter.write(self, isPretty: true) }
}
