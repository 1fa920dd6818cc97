import Testing

@testable import GitLabCI

struct DurationTests {
    @Test(arguments: [
        ("1 mins 20 sec", 80), ("2 h 20 min", 8400), ("2h20m", 8400), ("6 mos 1 day", 15_638_400),
        ("47 yrs 6 mos and 4d", 1_499_104_800), ("3 weeks and 2 days", 1_987_200), ("3:41:59", 13319), ("4:01", 241),
        ("600", 600), ("1.5h", 5400), (".5 minutes", 30), ("day", 86400), ("two weeks", 1_209_600),
        ("twenty-five minutes", 1500), ("twentyfive minutes", 1500), ("two and a half hours", 9000),
        ("one hundred and five seconds", 105), ("3 HOURS, 2 minutes", 10920), ("1h with 30m", 5400),
        ("1 day plus 1 second", 86401), ("1 2 hours", 7200),
    ])
    func reads(text: String, seconds: Double) {
        #expect(Duration.seconds(text) == seconds)
    }

    @Test(arguments: [
        "", " ", "0", "0 minutes", "soon", "a day", "half an hour", "$LIMIT", "-1 day", "1 fortnight", "never",
    ])
    func refuses(text: String) {
        #expect(Duration.seconds(text) == nil)
    }
}
