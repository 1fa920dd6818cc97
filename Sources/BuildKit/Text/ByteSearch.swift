/// Looks for a text in a line, byte by byte: what the library's `contains` does by characters takes many times as long, and
/// a log has many lines.
enum ByteSearch {
    static func isFound(_ text: String, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var text = text
        return text.withUTF8 { text in
            guard let first = text.first else { return true }
            var place = 0
            while place + text.count <= bytes.count {
                if bytes[place] == first, (1..<text.count).allSatisfy({ bytes[place + $0] == text[$0] }) { return true }
                place += 1
            }
            return false
        }
    }
}
