import BuildKit
import Testing

@Suite struct TimeSpanTests {
    @Test(arguments: [
        ("120", Duration.seconds(120), "120 s"), ("90s", .seconds(90), "90 s"), ("2m", .seconds(120), "120 s"),
        ("1m30s", .seconds(90), "90 s"), ("500ms", .milliseconds(500), "0.5 s"), ("1.5", .milliseconds(1500), "1.5 s"),
        ("1h", .seconds(3600), "3600 s"), ("0.25s", .milliseconds(250), "0.25 s"),
        ("1s5ms", .milliseconds(1005), "1.005 s"),
    ])
    func lengthsOfTimeAreUnderstood(_ text: String, _ duration: Duration, _ description: String) {
        #expect(TimeSpan(text)?.duration == duration)
        #expect(TimeSpan(text)?.description == description)
    }

    @Test(arguments: ["", "0", "0s", "-1", "soon", "5x", "s", "1m30", "1 m", "1e3", "99999999", ".", "1..5s", "٣"])
    func whatIsNoneIsRefused(_ text: String) {
        #expect(TimeSpan(text) == nil)
    }
}
