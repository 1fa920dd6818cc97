/// What Rails takes for a number: numbers, and texts that look like one.
enum Numericality {
    static func number(_ value: ConfigValue) -> Double? {
        switch value.content {
        case .integer(let number): Double(number)
        case .bigInteger(let digits): Double(digits)
        case .float(let number): number
        case .string(let text): number(text)
        default: nil
        }
    }

    private static func number(_ text: String) -> Double? {
        let trimmed = text.trimmingSpace
        let isPlain = trimmed.utf8.allSatisfy { (0x30...0x39).contains($0) || "+-.eE_".utf8.contains($0) }
        guard isPlain, trimmed.utf8.contains(where: { (0x30...0x39).contains($0) }) else { return nil }
        return Double(trimmed.filter { $0 != "_" })
    }

    /// Digits with or without a sign, and nothing else.
    static func isWhole(_ value: ConfigValue) -> Bool {
        switch value.content {
        case .integer, .bigInteger: return true
        case .string(let text):
            let digits = text.hasPrefix("+") || text.hasPrefix("-") ? text.dropFirst() : text[...]
            return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
        default: return false
        }
    }
}

extension String {
    fileprivate var trimmingSpace: String {
        var part = self[...]
        while let first = part.first, first.isWhitespace { part.removeFirst() }
        while let last = part.last, last.isWhitespace { part.removeLast() }
        return String(part)
    }
}
