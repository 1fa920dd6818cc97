/// A point in time, read from and written as RFC 3339, without a time zone database.
package struct Instant: Equatable, Comparable, Hashable, Sendable {
    /// Since 1970-01-01T00:00:00Z, without leap seconds.
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

    package init(seconds: Int64) { nanoseconds = seconds * 1_000_000_000 }

    /// Reads `2026-01-10T00:30:00.123456789Z`, also with an offset such as `+09:00` or with a space instead of `T`.
    /// Nothing where the text is no such time, or lies outside the years 1678 to 2261.
    package init?(rfc3339 text: String) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int64? {
            guard range.upperBound <= bytes.count, bytes[range].allSatisfy({ (48...57).contains($0) }) else {
                return nil
            }
            return bytes[range].reduce(0) { $0 * 10 + Int64($1 - 48) }
        }
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(bytes[10]),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), let second = number(17..<19), (1678...2261).contains(year),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        var fraction: Int64 = 0
        var end = 19
        if bytes[19] == UInt8(ascii: ".") {
            end = bytes[20...].firstIndex { !(48...57).contains($0) } ?? bytes.count
            guard end > 20, let digits = number(20..<min(end, 29)) else { return nil }
            fraction = digits
            for _ in min(end, 29)..<29 { fraction *= 10 }
        }
        guard let offset = Self.offset(String(decoding: bytes[end...], as: UTF8.self)) else { return nil }
        let days = CivilDate.days(year: year, month: month, day: day)
        let seconds = days * 86_400 + hour * 3_600 + minute * 60 + second - Int64(offset)
        nanoseconds = seconds * 1_000_000_000 + fraction
    }

    /// Seconds east of UTC: `Z`, `UTC`, `GMT`, `+02:00`, `+0200`, `-03`; nothing for a named zone.
    package static func offset(_ text: String) -> Int? {
        if ["z", "utc", "gmt", "etc/utc"].contains(text.lowercased()) { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), digits.count == 4 || digits.count == 2,
            let hours = Int(digits.prefix(2)), let minutes = digits.count == 4 ? Int(digits.suffix(2)) : 0, hours <= 15,
            minutes < 60
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (sign == "-" ? -1 : 1)
    }

    /// `2026-01-10T00:30:00.123Z`: UTC with milliseconds, as JavaScript writes a time.
    package var iso8601: String {
        let date = CivilDate(self, offset: 0)
        return "\(date.padded(date.year, 4))-\(date.padded(date.month, 2))-\(date.padded(date.day, 2))T"
            + "\(date.padded(date.hour, 2)):\(date.padded(date.minute, 2)):\(date.padded(date.second, 2))."
            + "\(date.padded(date.nanosecond / 1_000_000, 3))Z"
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

    package static func - (left: Instant, right: Instant) -> Duration {
        .nanoseconds(left.nanoseconds - right.nanoseconds)
    }
}

/// A time on the calendar and the clock of some place (proleptic Gregorian calendar).
package struct CivilDate: Equatable, Sendable {
    package let year: Int64
    /// 1 to 12.
    package let month: Int64
    package let day: Int64
    package let hour: Int64
    package let minute: Int64
    package let second: Int64
    package let nanosecond: Int64
    /// 0 is Sunday.
    package let weekday: Int64
    /// 1 to 366.
    package let dayOfYear: Int64
    /// Seconds since 1970 in UTC.
    package let unixSeconds: Int64
    /// Seconds east of UTC.
    package let offset: Int

    package init(_ instant: Instant, offset: Int) {
        self.offset = offset
        unixSeconds = Self.floorDivide(instant.nanoseconds, 1_000_000_000)
        nanosecond = instant.nanoseconds - unixSeconds * 1_000_000_000
        let local = unixSeconds + Int64(offset)
        let days = Self.floorDivide(local, 86_400)
        let time = local - days * 86_400
        (hour, minute, second) = (time / 3_600, time / 60 % 60, time % 60)
        weekday = ((days % 7) + 11) % 7
        // Years are counted from March, so that the leap day is the last of its year.
        let shifted = days + 719_468
        let era = Self.floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayFromMarch = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayFromMarch + 2) / 153
        day = dayFromMarch - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        dayOfYear = days - Self.days(year: year, month: 1, day: 1) + 1
    }

    /// Days since 1970-01-01.
    package static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let year = month <= 2 ? year - 1 : year
        let era = floorDivide(year, 400)
        let yearOfEra = year - era * 400
        let dayFromMarch = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayFromMarch - 719_468
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value / divisor - (value % divisor < 0 ? 1 : 0)
    }

    /// The number with leading zeros.
    func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
