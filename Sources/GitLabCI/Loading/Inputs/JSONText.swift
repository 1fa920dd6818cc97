import Diagnostics

/// Reads and writes JSON (RFC 8259) as configuration values.
enum JSONText {
    /// The value of a JSON text, or nil when it is none.
    static func parse(_ text: String, at span: SourceSpan) -> ConfigValue? {
        var reader = Reader(bytes: Array(text.utf8), span: span)
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.index == reader.bytes.count ? value : nil
    }

    /// A value as Ruby on Rails writes it (`to_json`): compact, with `<`, `>`, `&` and the Unicode line separators escaped.
    static func write(_ value: ConfigValue) -> String {
        switch value.content {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .integer(let number): String(number)
        case .bigInteger(let digits): digits
        case .float(let number): number.isFinite ? RubyText.float(number) : "null"
        case .string(let text): quoted(text)
        case .sequence(let items): "[" + items.map(write).joined(separator: ",") + "]"
        case .reference(let argument): write(argument)
        case .mapping(let mapping):
            "{" + mapping.entries.map { quoted($0.key.text) + ":" + write($0.value) }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            case "\u{C}": result += "\\f"
            case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private struct Reader {
        let bytes: [UInt8]
        let span: SourceSpan
        var index = 0

        mutating func skipSpace() {
            while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
        }

        mutating func value(depth: Int) -> ConfigValue? {
            guard depth < LoadingLimits.depth else { return nil }
            skipSpace()
            guard index < bytes.count else { return nil }
            switch bytes[index] {
            case 0x22: return string().map { ConfigValue(.string($0), at: span) }
            case 0x5B: return list(depth: depth)
            case 0x7B: return object(depth: depth)
            case 0x74: return word("true", .bool(true))
            case 0x66: return word("false", .bool(false))
            case 0x6E: return word("null", .null)
            default: return number()
            }
        }

        private mutating func word(_ word: String, _ content: ConfigValue.Content) -> ConfigValue? {
            guard bytes[index...].starts(with: word.utf8) else { return nil }
            index += word.utf8.count
            return ConfigValue(content, at: span)
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            skipSpace()
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
            return true
        }

        private mutating func list(depth: Int) -> ConfigValue? {
            index += 1
            var items: [ConfigValue] = []
            if take(0x5D) { return ConfigValue(.sequence(items), at: span) }
            while true {
                guard let item = value(depth: depth + 1) else { return nil }
                items.append(item)
                if take(0x5D) { return ConfigValue(.sequence(items), at: span) }
                guard take(0x2C) else { return nil }
            }
        }

        private mutating func object(depth: Int) -> ConfigValue? {
            index += 1
            var mapping = ConfigMapping()
            if take(0x7D) { return ConfigValue(.mapping(mapping), at: span) }
            while true {
                skipSpace()
                guard index < bytes.count, bytes[index] == 0x22, let key = string(), take(0x3A),
                    let item = value(depth: depth + 1)
                else { return nil }
                mapping.set(.init(key: .string(key), keySpan: span, value: item))
                if take(0x7D) { return ConfigValue(.mapping(mapping), at: span) }
                guard take(0x2C) else { return nil }
            }
        }

        private mutating func number() -> ConfigValue? {
            let start = index
            if bytes[index] == 0x2D { index += 1 }
            let whole = digits()
            guard whole > 0, whole == 1 || bytes[index - whole] != 0x30 else { return nil }
            var isFloat = false
            if index < bytes.count, bytes[index] == 0x2E {
                index += 1
                isFloat = true
                guard digits() > 0 else { return nil }
            }
            if index < bytes.count, bytes[index] == 0x65 || bytes[index] == 0x45 {
                index += 1
                isFloat = true
                if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
                guard digits() > 0 else { return nil }
            }
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            if isFloat { return Double(text).map { ConfigValue(.float($0), at: span) } }
            return ConfigValue(Int(text).map { .integer($0) } ?? .bigInteger(text), at: span)
        }

        private mutating func digits() -> Int {
            let start = index
            while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
            return index - start
        }

        private mutating func string() -> String? {
            index += 1
            var result: [UInt8] = []
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                switch byte {
                case 0x22: return String(decoding: result, as: UTF8.self)
                case 0x00...0x1F: return nil
                case 0x5C:
                    guard let scalar = escape() else { return nil }
                    result += String(Character(scalar)).utf8
                default: result.append(byte)
                }
            }
            return nil
        }

        private mutating func escape() -> Unicode.Scalar? {
            guard index < bytes.count else { return nil }
            let byte = bytes[index]
            index += 1
            switch byte {
            case 0x22, 0x5C, 0x2F: return Unicode.Scalar(byte)
            case 0x62: return "\u{8}"
            case 0x66: return "\u{C}"
            case 0x6E: return "\n"
            case 0x72: return "\r"
            case 0x74: return "\t"
            case 0x75:
                guard let high = hexadecimal() else { return nil }
                guard (0xD800...0xDBFF).contains(high) else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
                guard index + 1 < bytes.count, bytes[index] == 0x5C, bytes[index + 1] == 0x75 else { return "\u{FFFD}" }
                index += 2
                guard let low = hexadecimal(), (0xDC00...0xDFFF).contains(low) else { return "\u{FFFD}" }
                return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            default: return nil
            }
        }

        private mutating func hexadecimal() -> UInt32? {
            guard index + 4 <= bytes.count else { return nil }
            let digits = bytes[index..<index + 4]
            guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
            index += 4
            return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        }
    }
}
