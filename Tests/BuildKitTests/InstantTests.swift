import BuildKit
import Testing

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2020-01-10T00:30:00Z", 1_578_616_200_000_000_000),
        ("2020-01-10T09:30:00+09:00", 1_578_616_200_000_000_000), ("2000-02-29T23:59:59.5Z", 951_868_799_500_000_000),
        ("1969-12-31T23:59:59.999999999Z", -1), ("2026-11-22T16:52:17.35860591712Z", 1_795_366_337_358_605_917),
        ("2026-11-22 16:52:17-0130", 1_795_371_737_000_000_000),
    ])
    func timesAreRead(_ text: String, _ nanoseconds: Int64) {
        #expect(Instant(rfc3339: text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "2020-01-10", "2020-01-10T00:30:00", "2020-13-10T00:30:00Z", "2020-01-10T24:30:00Z", "0000-01-10T00:30:00Z",
        "2020-01-10T00:30:00.Z", "2020-01-10T00:30:00 Europe/Berlin", "2020-01-1xT00:30:00Z",
    ])
    func whatIsNoTimeIsRefused(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func timesAreWrittenAsJavaScriptDoes() {
        #expect(Instant(rfc3339: "2020-01-10T00:30:00Z")?.iso8601 == "2020-01-10T00:30:00.000Z")
        #expect(Instant(rfc3339: "1969-12-31T23:59:59.999Z")?.iso8601 == "1969-12-31T23:59:59.999Z")
    }

    /// Every day of four centuries has the next date, weekday and day of the year.
    @Test func theCalendarHasNoGaps() {
        let first = CivilDate.days(year: 1700, month: 1, day: 1)
        var previous = CivilDate(Instant(seconds: first * 86_400), offset: 0)
        for day in (first + 1)..<(first + 146_097) {
            let date = CivilDate(Instant(seconds: day * 86_400), offset: 0)
            let isNextDay = date.day == previous.day + 1 && date.month == previous.month && date.year == previous.year
            let isNewMonth = date.day == 1 && previous.day >= 28 && date.month == previous.month % 12 + 1
            guard isNextDay || isNewMonth, date.weekday == (previous.weekday + 1) % 7,
                CivilDate.days(year: date.year, month: date.month, day: date.day) == day,
                date.dayOfYear == previous.dayOfYear + 1 || date.dayOfYear == 1 && previous.dayOfYear >= 365
            else {
                Issue.record("\(date) follows \(previous)")
                return
            }
            previous = date
        }
        #expect(previous.year == 2099 && previous.month == 12 && previous.day == 31 && previous.weekday == 4)
    }
}
