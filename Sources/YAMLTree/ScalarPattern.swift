/// The regular expressions of Psych's `ScalarScanner`, matched by hand against a whole text.
enum ScalarPattern {
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// A place in the text that is moved forward by what it takes.
    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        var index = 0

        var atEnd: Bool { index == bytes.count }
        var next: UInt8? { index < bytes.count ? bytes[index] : nil }

        mutating func take(_ accepted: (UInt8) -> Bool, atMost limit: Int = .max) -> Int {
            let start = index
            while index < bytes.count, index - start < limit, accepted(bytes[index]) { index += 1 }
            return index - start
        }

        mutating func take(_ byte: UInt8) -> Bool {
            guard next == byte else { return false }
            index += 1
            return true
        }

        mutating func takeSign() { if next == 0x2B || next == 0x2D { index += 1 } }

        mutating func digits(_ count: ClosedRange<Int>) -> Bool {
            take(isDigit, atMost: count.upperBound) >= count.lowerBound
        }
    }

    /// `^-?\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|\s+)\d{1,2}:\d\d:\d\d(?:\.\d*)?(?:\s*(?:Z|[-+]\d{1,2}:?(?:\d\d)?))?$`
    static func isTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count >= 14 else { return false }
        var scanner = Scanner(bytes: bytes)
        _ = scanner.take(0x2D)
        guard scanner.digits(4...4), scanner.take(0x2D), scanner.digits(1...2), scanner.take(0x2D),
            scanner.digits(1...2)
        else { return false }
        if !(scanner.take(0x54) || scanner.take(0x74)) {
            guard scanner.take(isSpace) > 0 else { return false }
        }
        guard scanner.digits(1...2), scanner.take(0x3A), scanner.digits(2...2), scanner.take(0x3A),
            scanner.digits(2...2)
        else { return false }
        if scanner.take(0x2E) { _ = scanner.take(isDigit) }
        if scanner.atEnd { return true }
        _ = scanner.take(isSpace)
        if scanner.take(0x5A) { return scanner.atEnd }
        guard scanner.next == 0x2B || scanner.next == 0x2D else { return false }
        scanner.takeSign()
        guard scanner.digits(1...2) else { return false }
        _ = scanner.take(0x3A)
        return scanner.atEnd || (scanner.digits(2...2) && scanner.atEnd)
    }

    /// `^\d{4}-(?:1[012]|0\d|\d)-(?:[12]\d|3[01]|0\d|\d)$`
    static func isDate(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard (8...10).contains(bytes.count) else { return false }
        var scanner = Scanner(bytes: bytes)
        guard scanner.digits(4...4), scanner.take(0x2D) else { return false }
        guard let month = number(&scanner), scanner.take(0x2D), let day = number(&scanner) else { return false }
        return scanner.atEnd && month <= 12 && day <= 31
    }

    private static func number(_ scanner: inout Scanner) -> Int? {
        let start = scanner.index
        guard scanner.digits(1...2) else { return nil }
        return scanner.bytes[start..<scanner.index].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// `^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}$`
    static func isSexagesimalInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var scanner = Scanner(bytes: bytes)
        return sexagesimal(&scanner) && scanner.atEnd
    }

    /// `^[-+]?[0-9][0-9_]*(:[0-5]?[0-9]){1,2}\.[0-9_]*$`
    static func isSexagesimalFloat(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var scanner = Scanner(bytes: bytes)
        guard sexagesimal(&scanner), scanner.take(0x2E) else { return false }
        _ = scanner.take { isDigit($0) || $0 == 0x5F }
        return scanner.atEnd
    }

    private static func sexagesimal(_ scanner: inout Scanner) -> Bool {
        guard scanner.bytes.contains(0x3A) else { return false }
        scanner.takeSign()
        guard scanner.digits(1...1) else { return false }
        _ = scanner.take { isDigit($0) || $0 == 0x5F }
        var parts = 0
        while parts < 2, scanner.take(0x3A) {
            let start = scanner.index
            guard scanner.digits(1...2) else { return false }
            if scanner.index - start == 2, scanner.bytes[start] > 0x35 { return false }
            parts += 1
        }
        return parts > 0
    }

    /// `^[-+]?([0-9][0-9_,]*)?\.[0-9]*([eE][-+][0-9]+)?$`
    static func isFloat(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var scanner = Scanner(bytes: bytes)
        scanner.takeSign()
        if scanner.digits(1...1) { _ = scanner.take { isDigit($0) || $0 == 0x5F || $0 == 0x2C } }
        guard scanner.take(0x2E) else { return false }
        _ = scanner.take(isDigit)
        if scanner.atEnd { return true }
        guard scanner.take(0x65) || scanner.take(0x45) else { return false }
        guard scanner.next == 0x2B || scanner.next == 0x2D else { return false }
        scanner.takeSign()
        return scanner.take(isDigit) > 0 && scanner.atEnd
    }

    /// The base of an integer, or nil when the text is none (`INTEGER_LEGACY` of Psych 5.2).
    static func radixOfInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var scanner = Scanner(bytes: bytes)
        scanner.takeSign()
        guard let first = scanner.next, isDigit(first) else { return nil }
        if first != 0x30 { return decimal(&scanner) ? 10 : nil }
        scanner.index += 1
        if scanner.atEnd { return 10 }
        if scanner.take(0x62) { return tail(scanner) { $0 == 0x30 || $0 == 0x31 } ? 2 : nil }
        if scanner.take(0x78) {
            return tail(scanner) { isDigit($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0) } ? 16 : nil
        }
        return tail(scanner) { (0x30...0x37).contains($0) } ? 8 : nil
    }

    /// `[1-9](?:[0-9]|,[0-9]|_[0-9])*`
    private static func decimal(_ scanner: inout Scanner) -> Bool {
        scanner.index += 1
        while !scanner.atEnd {
            if scanner.take(0x2C) || scanner.take(0x5F) { guard scanner.digits(1...1) else { return false } }
            if scanner.atEnd { return true }
            if scanner.next == 0x2C || scanner.next == 0x5F { continue }
            guard scanner.digits(1...1) else { return false }
        }
        return true
    }

    /// `[_,]*D[D_,]*` for a set of digits.
    private static func tail(_ scanner: Scanner, _ isDigit: (UInt8) -> Bool) -> Bool {
        var scanner = scanner
        var digits = 0
        while let byte = scanner.next {
            if isDigit(byte) { digits += 1 } else if byte != 0x5F && byte != 0x2C { return false }
            scanner.index += 1
        }
        return digits > 0
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
