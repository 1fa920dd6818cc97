/// A pattern and how far it has been read, by characters.
struct RE2Input {
    private let scalars: [Unicode.Scalar]
    private(set) var position = 0

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    func peek(_ distance: Int) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    mutating func advance(by count: Int = 1) { position = min(position + count, scalars.count) }

    func starts(with text: String) -> Bool { hasText(text, at: position) }

    func hasText(_ text: String, at start: Int) -> Bool {
        scalars[min(start, scalars.count)...].starts(with: text.unicodeScalars)
    }

    func text(from start: Int) -> String {
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[min(start, position)..<position])
        return text
    }

    /// The byte offset of a character in UTF-8.
    func offset(of position: Int) -> Int {
        scalars[..<min(position, scalars.count)].reduce(0) { $0 + UTF8.width($1) }
    }

    /// `{2}`, `{2,}` or `{2,4}`; anything else is literal text and leaves the position alone.
    mutating func braces() -> (min: Int, max: Int?)? {
        var index = position + 1
        guard let min = integer(at: &index), index < scalars.count else { return nil }
        var max: Int? = min
        if scalars[index] == "," {
            index += 1
            guard index < scalars.count else { return nil }
            if scalars[index] == "}" {
                max = nil
            } else {
                guard let number = integer(at: &index) else { return nil }
                max = number
            }
        }
        guard index < scalars.count, scalars[index] == "}" else { return nil }
        position = index + 1
        return (min, max)
    }

    /// RE2 takes no leading zeros and gives up on huge numbers.
    private func integer(at index: inout Int) -> Int? {
        let start = index
        var number = 0
        while index < scalars.count, let digit = digit(scalars[index]) {
            if number >= 100_000_000 { return nil }
            number = number * 10 + digit
            index += 1
        }
        guard index > start, !(index - start > 1 && scalars[start] == "0") else { return nil }
        return number
    }

    private func digit(_ scalar: Unicode.Scalar) -> Int? {
        ("0"..."9").contains(scalar) ? Int(scalar.value) - 0x30 : nil
    }
}
