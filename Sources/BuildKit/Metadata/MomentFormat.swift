/// Formats a time by the tokens of moment.js in English (<https://momentjs.com/docs/#/displaying/format/>).
///
/// Not understood, and refused: the tokens of locale weeks (`w`, `e`, `gg`), of eras (`N`, `y`) and of locale formats
/// (`L`, `LT` and so on).
package enum MomentFormat {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
    private static let weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    /// Longer tokens stand before those that they begin with.
    private static let tokens = [
        "DDDD", "DDDo", "MMMM", "YYYYYY", "YYYYY", "YYYY", "GGGGG", "GGGG", "dddd", "DDD", "MMM", "ddd", "MM", "Mo",
        "DD",
        "Do", "dd", "do", "YY", "GG", "Qo", "WW", "Wo", "HH", "hh", "kk", "mm", "ss", "ZZ", "zz", "M", "D", "d", "Q",
        "W", "E",
        "Y", "H", "h", "k", "m", "s", "A", "a", "Z", "z", "X", "x",
    ]
    private static let refused: Set<Character> = ["w", "e", "g", "N", "y", "L", "l"]

    /// - Throws: `MetadataError` for a token that is not understood.
    package static func format(_ date: CivilDate, _ format: String) throws(MetadataError) -> String {
        var text = ""
        var rest = format[...]
        while let first = rest.first {
            if first == "[", let end = rest.firstIndex(of: "]") {
                text += rest[rest.index(after: rest.startIndex)..<end]
                rest = rest[rest.index(after: end)...]
            } else if first == "S" {
                let count = rest.prefix { $0 == "S" }.prefix(9).count
                let digits = date.padded(date.nanosecond / 1_000_000, 3) + "000000"
                text += digits.prefix(count)
                rest = rest.dropFirst(count)
            } else if let token = tokens.first(where: { rest.hasPrefix($0) }) {
                text += value(of: token, date)
                rest = rest.dropFirst(token.count)
            } else if refused.contains(first) {
                throw MetadataError(
                    "the date format \"\(format)\" has the token \"\(first)\", which is not understood; write text in [ ]"
                )
            } else {
                text.append(first)
                rest = rest.dropFirst()
            }
        }
        return text
    }

    private static func value(of token: String, _ date: CivilDate) -> String {
        let isoWeek = isoWeek(date)
        let hour12 = date.hour % 12 == 0 ? 12 : date.hour % 12
        let quarter = (date.month + 2) / 3
        return switch token {
        case "M": String(date.month)
        case "Mo": ordinal(date.month)
        case "MM": date.padded(date.month, 2)
        case "MMM": String(months[Int(date.month - 1)].prefix(3))
        case "MMMM": months[Int(date.month - 1)]
        case "Q": String(quarter)
        case "Qo": ordinal(quarter)
        case "D": String(date.day)
        case "Do": ordinal(date.day)
        case "DD": date.padded(date.day, 2)
        case "DDD": String(date.dayOfYear)
        case "DDDo": ordinal(date.dayOfYear)
        case "DDDD": date.padded(date.dayOfYear, 3)
        case "d": String(date.weekday)
        case "do": ordinal(date.weekday)
        case "dd": String(weekdays[Int(date.weekday)].prefix(2))
        case "ddd": String(weekdays[Int(date.weekday)].prefix(3))
        case "dddd": weekdays[Int(date.weekday)]
        case "E": String(isoWeekday(date))
        case "W": String(isoWeek.week)
        case "Wo": ordinal(isoWeek.week)
        case "WW": date.padded(isoWeek.week, 2)
        case "GG": date.padded(isoWeek.year % 100, 2)
        case "GGGG": date.padded(isoWeek.year, 4)
        case "GGGGG": date.padded(isoWeek.year, 5)
        case "YY": date.padded(date.year % 100, 2)
        case "Y", "YYYY": date.padded(date.year, 4)
        case "YYYYY": date.padded(date.year, 5)
        case "YYYYYY": "+" + date.padded(date.year, 6)
        case "A": date.hour < 12 ? "AM" : "PM"
        case "a": date.hour < 12 ? "am" : "pm"
        case "H": String(date.hour)
        case "HH": date.padded(date.hour, 2)
        case "h": String(hour12)
        case "hh": date.padded(hour12, 2)
        case "k": String(date.hour == 0 ? 24 : date.hour)
        case "kk": date.padded(date.hour == 0 ? 24 : date.hour, 2)
        case "m": String(date.minute)
        case "mm": date.padded(date.minute, 2)
        case "s": String(date.second)
        case "ss": date.padded(date.second, 2)
        case "Z": offset(date, separator: ":")
        case "ZZ": offset(date, separator: "")
        case "z", "zz": date.offset == 0 ? "UTC" : offset(date, separator: ":")
        case "X": String(date.unixSeconds)
        case "x": String(date.unixSeconds * 1_000 + date.nanosecond / 1_000_000)
        default: token
        }
    }

    private static func ordinal(_ number: Int64) -> String {
        let suffix =
            switch (number % 10, number % 100) {
            case (1, let tens) where tens != 11: "st"
            case (2, let tens) where tens != 12: "nd"
            case (3, let tens) where tens != 13: "rd"
            default: "th"
            }
        return "\(number)\(suffix)"
    }

    private static func offset(_ date: CivilDate, separator: String) -> String {
        let minutes = Int64(abs(date.offset) / 60)
        return (date.offset < 0 ? "-" : "+") + date.padded(minutes / 60, 2) + separator + date.padded(minutes % 60, 2)
    }

    /// Monday is 1, Sunday 7.
    private static func isoWeekday(_ date: CivilDate) -> Int64 { date.weekday == 0 ? 7 : date.weekday }

    /// The week of ISO 8601, whose year is that of its Thursday.
    private static func isoWeek(_ date: CivilDate) -> (year: Int64, week: Int64) {
        let week = (date.dayOfYear - isoWeekday(date) + 10) / 7
        if week < 1 { return (date.year - 1, weeks(in: date.year - 1)) }
        if week > weeks(in: date.year) { return (date.year + 1, 1) }
        return (date.year, week)
    }

    /// A year has 53 weeks if it begins on a Thursday, or ends on one.
    private static func weeks(in year: Int64) -> Int64 {
        let first = CivilDate(Instant(seconds: CivilDate.days(year: year, month: 1, day: 1) * 86_400), offset: 0)
        let last = CivilDate(Instant(seconds: CivilDate.days(year: year, month: 12, day: 31) * 86_400), offset: 0)
        return first.weekday == 4 || last.weekday == 4 ? 53 : 52
    }
}
