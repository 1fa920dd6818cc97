/// `$[[ matrix.NAME ]]` in the needs of a parallel job.
enum MatrixExpression {
    /// The text with the values of variables put in; names that have no value are handed to `missing`.
    static func interpolate(_ text: String, value: (String) -> String?, missing: (String) -> Void) -> String {
        guard occurs(in: text) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let (name, end) = expression(bytes, at: index) {
                if let value = value(name) {
                    result += value.utf8
                } else {
                    missing(name)
                    result += bytes[index..<end]
                }
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func expression(_ bytes: [UInt8], at start: Int) -> (String, Int)? {
        guard bytes[start...].starts(with: "$[[".utf8) else { return nil }
        var index = start + 3
        func skip() { while index < bytes.count, ExpressionLexer.isSpace(bytes[index]) { index += 1 } }
        skip()
        guard bytes[index...].starts(with: "matrix.".utf8) else { return nil }
        index += 7
        let nameStart = index
        while index < bytes.count, ExpressionLexer.isWord(bytes[index]) || bytes[index] == UInt8(ascii: "-") {
            index += 1
        }
        let name = String(decoding: bytes[nameStart..<index], as: UTF8.self)
        skip()
        guard !name.isEmpty, bytes[index...].starts(with: "]]".utf8) else { return nil }
        return (name, index + 2)
    }

    /// Every text of a value interpolated; keys stay.
    static func interpolate(
        _ value: ConfigValue, value lookup: (String) -> String?, missing: (String) -> Void
    ) -> ConfigValue {
        switch value.content {
        case .string(let text): value.replacing(.string(interpolate(text, value: lookup, missing: missing)))
        case .sequence(let members):
            value.replacing(.sequence(members.map { interpolate($0, value: lookup, missing: missing) }))
        case .mapping(let map):
            value.replacing(.mapping(map.mapValues { interpolate($0.value, value: lookup, missing: missing) }))
        default: value
        }
    }

    /// Whether any text has an expression, so that most needs need no second look.
    static func occurs(in value: ConfigValue?) -> Bool {
        switch value?.content {
        case .string(let text): occurs(in: text)
        case .sequence(let members): members.contains { occurs(in: $0) }
        case .mapping(let map): map.entries.contains { occurs(in: $0.value) }
        default: false
        }
    }

    private static func occurs(in text: String) -> Bool {
        var rest = text.utf8[...]
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            rest = rest[dollar...].dropFirst()
            if rest.starts(with: "[[".utf8) { return true }
        }
        return false
    }
}
