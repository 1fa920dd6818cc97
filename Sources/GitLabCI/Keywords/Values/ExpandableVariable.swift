/// References to variables in text: `$NAME`, `${NAME}`, `%NAME%`.
enum ExpandableVariable {
    static func occurs(in text: String) -> Bool {
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "$"):
                if name(bytes, from: index + 1) != nil { return true }
                if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "{"),
                    let end = name(bytes, from: index + 2), end < bytes.count, bytes[end] == UInt8(ascii: "}")
                {
                    return true
                }
            case UInt8(ascii: "%"):
                if let end = name(bytes, from: index + 1), end < bytes.count, bytes[end] == UInt8(ascii: "%") {
                    return true
                }
            default: break
            }
        }
        return false
    }

    /// Where a name ends that begins at `start`.
    private static func name(_ bytes: [UInt8], from start: Int) -> Int? {
        var end = start
        while end < bytes.count, ExpressionLexer.isWord(bytes[end]) { end += 1 }
        guard end > start, !(0x30...0x39).contains(bytes[start]) else { return nil }
        return end
    }
}
