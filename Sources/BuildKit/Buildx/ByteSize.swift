/// A number of bytes as Docker reads it: `64m`, `1g`, `1.5GiB`, `1024`, with units of 1024.
package enum ByteSize {
    /// Nothing where the text is no such number.
    package static func bytes(_ text: String) -> Int? {
        let digits = text.prefix { ("0"..."9").contains($0) || $0 == "." }
        var unit = text.dropFirst(digits.count).lowercased()
        if unit.hasPrefix(" ") { unit.removeFirst() }
        if unit.hasSuffix("ib") { unit.removeLast(2) } else if unit.hasSuffix("b") { unit.removeLast() }
        guard let power = ["": 0, "k": 10, "m": 20, "g": 30, "t": 40, "p": 50][unit] else { return nil }
        guard let number = Double(digits), number.isFinite, number >= 0 else { return nil }
        let bytes = number * Double(1 << power)
        return bytes < 9e18 ? Int(bytes) : nil
    }
}
