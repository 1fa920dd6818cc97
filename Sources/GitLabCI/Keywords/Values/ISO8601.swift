/// Points in time as ISO 8601 writes them, in the forms that Ruby's `DateTime.iso8601` takes.
package enum ISO8601 {
    /// Whether the text is a date (calendar, week or day of the year), with or without a time and a zone.
    package static func isValid(_ text: String) -> Bool {
        var scanner = Scanner(bytes: Array(text.utf8))
        scanner.skipSpace()
        if scanner.date() {
            if scanner.take("T") || scanner.take("t") || scanner.take(" ") {
                guard scanner.time() else { return false }
            }
        } else {
            return false
        }
        scanner.skipSpace()
        return scanner.isAtEnd
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position = 0

        var isAtEnd: Bool { position >= bytes.count }

        mutating func skipSpace() { while position < bytes.count, bytes[position] == 0x20 { position += 1 } }

        mutating func take(_ text: Character) -> Bool {
            guard position < bytes.count, bytes[position] == text.asciiValue else { return false }
            position += 1
            return true
        }

        mutating func digits(_ count: Int) -> Int? {
            guard position + count <= bytes.count else { return nil }
            var number = 0
            for byte in bytes[position..<(position + count)] {
                guard (0x30...0x39).contains(byte) else { return nil }
                number = min(number, .max / 10 - 1) * 10 + Int(byte - 0x30)
            }
            position += count
            return number
        }

        func digitCount() -> Int {
            var count = 0
            while position + count < bytes.count, (0x30...0x39).contains(bytes[position + count]) { count += 1 }
            return count
        }

        mutating func date() -> Bool {
            if !take("+") { _ = take("-") }
            let run = digitCount()
            // Basic forms: 20240131, 2024031.
            if run == 8 {
                guard let year = digits(4), let month = digits(2), let day = digits(2) else { return false }
                return ISO8601.isDay(day, month: month, year: year)
            }
            if run == 7 {
                guard let year = digits(4), let day = digits(3) else { return false }
                return (1...(ISO8601.isLeap(year) ? 366 : 365)).contains(day)
            }
            guard run >= 4, let year = digits(run) else { return false }
            let isExtended = take("-")
            if take("W") || take("w") {
                guard let week = digits(2), (1...53).contains(week) else { return false }
                guard !isExtended || take("-") else { return false }
                guard let day = digits(1) else { return false }
                return (1...7).contains(day)
            }
            guard isExtended else { return false }
            if digitCount() == 3 {
                guard let day = digits(3) else { return false }
                return (1...(ISO8601.isLeap(year) ? 366 : 365)).contains(day)
            }
            guard let month = digits(2), take("-"), let day = digits(2) else { return false }
            return ISO8601.isDay(day, month: month, year: year)
        }

        mutating func time() -> Bool {
            guard let hour = digits(2), hour <= 24 else { return false }
            let isExtended = take(":")
            guard let minute = digits(2), minute <= 59 else { return false }
            var second = 0
            if isExtended ? take(":") : digitCount() >= 2 {
                guard let found = digits(2), found <= 60 else { return false }
                second = found
                if take(".") || take(",") {
                    guard digitCount() > 0 else { return false }
                    position += digitCount()
                }
            }
            if hour == 24, minute > 0 || second > 0 { return false }
            return zone()
        }

        mutating func zone() -> Bool {
            if take("Z") || take("z") { return true }
            guard take("+") || take("-") else { return true }
            guard let hour = digits(2), hour <= 24 else { return false }
            if take(":") || digitCount() >= 2 {
                guard let minute = digits(2), minute <= 59 else { return false }
            }
            return true
        }
    }

    private static func isDay(_ day: Int, month: Int, year: Int) -> Bool {
        guard (1...12).contains(month) else { return false }
        let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...lengths[month - 1]).contains(day)
    }

    private static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }
}
