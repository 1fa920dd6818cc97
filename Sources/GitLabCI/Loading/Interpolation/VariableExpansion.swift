/// Puts values in place of `$NAME`, `${NAME}` and `%NAME%`.
package enum VariableExpansion {
    /// An unknown variable becomes empty.
    package static func expand(_ text: String, _ variables: [String: String]) -> String {
        replace(text) { name, _ in variables[name] ?? "" }
    }

    /// An unknown variable stays as it is written.
    package static func expandKnown(_ text: String, _ variables: [String: String]) -> String {
        replace(text) { name, written in variables[name] ?? written }
    }

    /// The names of the variables in a text, in order.
    package static func names(in text: String) -> [String] {
        var names: [String] = []
        _ = replace(text) { name, written in
            names.append(name)
            return written
        }
        return names
    }

    private static func replace(_ text: String, _ value: (_ name: String, _ written: String) -> String) -> String {
        guard text.utf8.contains(where: { $0 == 0x24 || $0 == 0x25 }) else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if let (name, end) = reference(bytes, at: index) {
                let written = String(decoding: bytes[index..<end], as: UTF8.self)
                result += value(String(decoding: bytes[name], as: UTF8.self), written).utf8
                index = end
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func reference(_ bytes: [UInt8], at start: Int) -> (name: Range<Int>, end: Int)? {
        guard bytes[start] == 0x24 || bytes[start] == 0x25, start + 1 < bytes.count else { return nil }
        let isBraced = bytes[start] == 0x24 && bytes[start + 1] == 0x7B
        let first = isBraced ? start + 2 : start + 1
        var end = first
        while end < bytes.count, isNameByte(bytes[end], first: end == first) { end += 1 }
        guard end > first else { return nil }
        if isBraced || bytes[start] == 0x25 {
            let closing: UInt8 = isBraced ? 0x7D : 0x25
            guard end < bytes.count, bytes[end] == closing else { return nil }
            return (first..<end, end + 1)
        }
        return (first..<end, end)
    }

    private static func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A, 0x5F: true
        case 0x30...0x39: !first
        default: false
        }
    }
}
