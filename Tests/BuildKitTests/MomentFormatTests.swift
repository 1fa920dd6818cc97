import BuildKit
import Testing

@Suite struct MomentFormatTests {
    private static let instant = Instant(nanoseconds: 1_578_616_205_123_456_789)  // 2020-01-10T00:30:05.123456789Z

    @Test(arguments: [
        ("YYYYMMDD", "20200110"), ("YYYY-MM-DDTHH:mm:ss.SSS[Z]", "2020-01-10T00:30:05.123Z"), ("YY.M.D", "20.1.10"),
        ("H:m:s", "0:30:5"), ("h:mm A", "12:30 AM"), ("hh a", "12 am"), ("k kk", "24 24"),
        ("dddd, MMMM Do", "Friday, January 10th"), ("ddd dd d E do", "Fri Fr 5 5 5th"), ("MMM Mo", "Jan 1st"),
        ("Q Qo", "1 1st"), ("DDD DDDD DDDo", "10 010 10th"), ("GGGG-[W]WW", "2020-W02"), ("GG W Wo", "20 2 2nd"),
        ("X", "1578616205"), ("x", "1578616205123"), ("Z ZZ z", "+00:00 +0000 UTC"),
        ("S SS SSSS SSSSSSSSS", "1 12 1230 123000000"),
        ("YYYYYY YYYYY", "+002020 02020"), ("[quoted] [", "quoted ["), ("", ""), ("_-./", "_-./"), ("HHmmss", "003005"),
    ])
    func tokensAreReplaced(_ format: String, _ text: String) throws {
        #expect(try MomentFormat.format(CivilDate(Self.instant, offset: 0), format) == text)
    }

    @Test(arguments: [
        (9 * 3_600, "2020-01-10 09:30 +09:00"), (-(3 * 3_600 + 1_800), "2020-01-09 21:00 -03:30"),
    ])
    func offsetsShiftTheClock(_ offset: Int, _ text: String) throws {
        #expect(try MomentFormat.format(CivilDate(Self.instant, offset: offset), "YYYY-MM-DD HH:mm Z") == text)
    }

    @Test(arguments: [
        ("2021-01-03", "2020-W53"), ("2019-12-30", "2020-W01"), ("2018-12-31", "2019-W01"), ("2016-01-01", "2015-W53"),
        ("2022-01-02", "2021-W52"), ("2024-12-29", "2024-W52"),
    ])
    func weeksAreThoseOfISO8601(_ day: String, _ week: String) throws {
        let instant = try #require(Instant(rfc3339: "\(day)T12:00:00Z"))
        #expect(try MomentFormat.format(CivilDate(instant, offset: 0), "GGGG-[W]WW") == week)
    }

    @Test(arguments: ["ww", "gggg", "LT", "NN"])
    func localeTokensAreRefused(_ format: String) {
        #expect(throws: MetadataError.self) { try MomentFormat.format(CivilDate(Self.instant, offset: 0), format) }
    }
}
