/// A rule for standard and summer time as in the variable `TZ` (POSIX 8.3), such as `CET-1CEST,M3.5.0,M10.5.0/3`.
package struct TimeZoneRule: Equatable, Sendable {
    private enum Day: Equatable, Sendable {
        /// `Mm.w.d`: a weekday of a week of a month; week 5 is the last.
        case weekday(month: Int64, week: Int64, day: Int64)
        /// `Jn`: 1 to 365, leap days are not counted.
        case julian(Int64)
        /// `n`: 0 to 365, leap days are counted.
        case dayOfYear(Int64)
    }

    private struct Summer: Equatable, Sendable {
        let offset: Int
        let start: Day
        let startTime: Int
        let end: Day
        let endTime: Int
    }

    /// Seconds east of UTC.
    private let standard: Int
    private let summer: Summer?

    /// - Returns: nothing where the text is no such rule.
    package init?(_ text: String) {
        var rest = text[...]
        guard Self.takeName(&rest), let west = Self.takeTime(&rest) else { return nil }
        standard = -west
        guard !rest.isEmpty else {
            summer = nil
            return
        }
        guard Self.takeName(&rest) else { return nil }
        let offset = Self.takeTime(&rest).map { -$0 } ?? standard + 3_600
        guard let (start, startTime) = Self.takeChange(&rest), let (end, endTime) = Self.takeChange(&rest), rest.isEmpty
        else { return nil }
        summer = Summer(offset: offset, start: start, startTime: startTime, end: end, endTime: endTime)
    }

    /// Seconds east of UTC at some time.
    package func offset(at instant: Instant) -> Int {
        guard let summer else { return standard }
        let date = CivilDate(instant, offset: standard)
        let start = Self.days(summer.start, date.year) * 86_400 + Int64(summer.startTime - standard)
        let end = Self.days(summer.end, date.year) * 86_400 + Int64(summer.endTime - summer.offset)
        let now = date.unixSeconds
        // In the south, summer spans the turn of the year.
        let isSummer = start < end ? start <= now && now < end : !(end <= now && now < start)
        return isSummer ? summer.offset : standard
    }

    /// Days since 1970-01-01 of a day in a year.
    private static func days(_ day: Day, _ year: Int64) -> Int64 {
        let newYear = CivilDate.days(year: year, month: 1, day: 1)
        switch day {
        case .dayOfYear(let number): return newYear + number
        case .julian(let number):
            let isLeap = CivilDate.days(year: year + 1, month: 1, day: 1) - newYear == 366
            return newYear + number - 1 + (isLeap && number >= 60 ? 1 : 0)
        case .weekday(let month, let week, let day):
            let first = CivilDate.days(year: year, month: month, day: 1)
            let next = CivilDate.days(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
            // 1970-01-01 was a Thursday.
            let weekday = ((first % 7) + 11) % 7
            let place = (day - weekday + 7) % 7 + (week - 1) * 7
            return first + (place < next - first ? place : place - 7)
        }
    }

    private static func takeName(_ rest: inout Substring) -> Bool {
        if rest.hasPrefix("<") {
            guard let end = rest.firstIndex(of: ">") else { return false }
            rest = rest[rest.index(after: end)...]
            return true
        }
        let name = rest.prefix { $0.isLetter }
        rest = rest[name.endIndex...]
        return name.count >= 3
    }

    private static func takeNumber(_ rest: inout Substring) -> Int? {
        let digits = rest.prefix { ("0"..."9").contains($0) }
        guard digits.count <= 3, let number = Int(digits) else { return nil }
        rest = rest[digits.endIndex...]
        return number
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    private static func takeTime(_ rest: inout Substring) -> Int? {
        var copy = rest
        let sign = copy.hasPrefix("-") ? -1 : 1
        if copy.hasPrefix("-") || copy.hasPrefix("+") { copy = copy.dropFirst() }
        guard var seconds = takeNumber(&copy).map({ $0 * 3_600 }) else { return nil }
        for unit in [60, 1] where copy.hasPrefix(":") {
            copy = copy.dropFirst()
            guard let number = takeNumber(&copy) else { return nil }
            seconds += number * unit
        }
        rest = copy
        return sign * seconds
    }

    /// `,M3.5.0/3`: a day, and a time that is 02:00 where none is given.
    private static func takeChange(_ rest: inout Substring) -> (Day, Int)? {
        guard rest.hasPrefix(",") else { return nil }
        rest = rest.dropFirst()
        let day: Day
        if rest.hasPrefix("M") {
            rest = rest.dropFirst()
            var numbers: [Int64] = []
            for index in 0..<3 {
                if index > 0 {
                    guard rest.hasPrefix(".") else { return nil }
                    rest = rest.dropFirst()
                }
                guard let number = takeNumber(&rest) else { return nil }
                numbers.append(Int64(number))
            }
            guard (1...12).contains(numbers[0]), (1...5).contains(numbers[1]), numbers[2] < 7 else { return nil }
            day = .weekday(month: numbers[0], week: numbers[1], day: numbers[2])
        } else {
            let isJulian = rest.hasPrefix("J")
            if isJulian { rest = rest.dropFirst() }
            guard let number = takeNumber(&rest) else { return nil }
            day = isJulian ? .julian(Int64(number)) : .dayOfYear(Int64(number))
        }
        guard rest.hasPrefix("/") else { return (day, 7_200) }
        rest = rest.dropFirst()
        guard let time = takeTime(&rest) else { return nil }
        return (day, time)
    }
}
