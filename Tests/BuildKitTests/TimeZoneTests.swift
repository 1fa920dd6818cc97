import BuildKit
import FoundationEssentials
import Testing

@Suite struct TimeZoneTests {
    /// `Asia/Tokyo`.
    static let tokyo =
        "VFppZjIAAAAAAAAAAAAAAAAAAAAAAAAEAAAABAAAAAAAAAAJAAAABAAAAAyAAAAA1z4CcNftWfDY+Ppw2c078NsHAPDbrR3w3Obi8N2M//AD"
        + "AQIBAgECAQIAAIMDAAAAAIygAQQAAH6QAAgAAH6QAAhMTVQASkRUAEpTVAAAAAABAAAAAVRaaWYyAAAAAAAAAAAAAAAAAAAAAAAABAAAAAQA"
        + "AAAAAAAACQAAAAQAAAAM/////2XCpHD/////1z4CcP/////X7Vnw/////9j4+nD/////2c078P/////bBwDw/////9utHfD/////3Obi8P//"
        + "///djP/wAwECAQIBAgECAACDAwAAAACMoAEEAAB+kAAIAAB+kAAITE1UAEpEVABKU1QAAAAAAQAAAAEKSlNULTkK"

    @Test(arguments: [
        ("2020-01-10T00:30:00Z", 32_400), ("1949-07-01T00:00:00Z", 36_000), ("1900-01-01T00:00:00Z", 32_400),
        ("1800-01-01T00:00:00Z", 33_539),
    ])
    func filesAreRead(_ time: String, _ offset: Int) throws {
        let bytes = try #require(Base64.decoded(Self.tokyo))
        let zone = try #require(TimeZoneFile(bytes))
        let instant = try #require(Instant(rfc3339: time))
        #expect(zone.offset(at: instant) == offset)
    }

    @Test func brokenFilesAreRefused() throws {
        let bytes = try #require(Base64.decoded(Self.tokyo))
        // The line end that closes the file is not needed.
        for count in 0..<(bytes.count - 6) { #expect(TimeZoneFile(Array(bytes.prefix(count))) == nil) }
        #expect(TimeZoneFile(Array("no zone".utf8)) == nil)
    }

    @Test(arguments: [
        ("JST-9", "2026-07-01T00:00:00Z", 32_400), ("<+0545>-5:45", "2026-07-01T00:00:00Z", 20_700),
        ("NST3:30", "2026-07-01T00:00:00Z", -12_600),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3_600),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7_200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7_200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3_600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00:00Z", 39_600),
        ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-07-01T00:00:00Z", 36_000),
        ("AAA1BBB,J60,J300", "2024-03-01T02:59:59Z", -3_600), ("AAA1BBB,J60,J300", "2024-03-01T03:00:00Z", 0),
        ("AAA1BBB,59,300", "2024-02-29T03:00:00Z", 0),
        ("CST6CDT,M12.1.0,M12.5.0", "2026-12-20T12:00:00Z", -18_000),
    ])
    func rulesAreRead(_ rule: String, _ time: String, _ offset: Int) throws {
        let rule = try #require(TimeZoneRule(rule))
        let instant = try #require(Instant(rfc3339: time))
        #expect(rule.offset(at: instant) == offset)
    }

    @Test(arguments: [
        "", "A", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.5,M10.5.0",
        "CET-1CEST,M3.5.0,M10.5.0 x",
        "<CET-1", "CET-1CEST,M3.5.0/,M10.5.0",
    ])
    func otherTextsAreNoRules(_ rule: String) {
        #expect(TimeZoneRule(rule) == nil)
    }
}

private let database = "/usr/share/zoneinfo"

/// Compared with the answers of another reader of the same database.
@Suite(
    .enabled(
        if: FileManager.default.fileExists(atPath: "\(database)/Europe/Berlin"), "the system has no time zone database")
)
struct TimeZoneDatabaseTests {
    @Test(arguments: [
        ("Europe/Berlin", "1950-07-01T00:00:00Z", 3600), ("Europe/Berlin", "1985-07-01T12:00:00Z", 7200),
        ("Europe/Berlin", "2020-01-10T00:30:00Z", 3600), ("Europe/Berlin", "2026-03-29T00:59:59Z", 3600),
        ("Europe/Berlin", "2026-03-29T01:00:00Z", 7200), ("Europe/Berlin", "2026-10-25T00:59:59Z", 7200),
        ("Europe/Berlin", "2026-10-25T01:00:00Z", 3600), ("Europe/Berlin", "2060-07-01T00:00:00Z", 7200),
        ("Europe/Berlin", "2060-12-31T23:59:59Z", 3600), ("America/New_York", "1950-07-01T00:00:00Z", -14400),
        ("America/New_York", "1985-07-01T12:00:00Z", -14400), ("America/New_York", "2020-01-10T00:30:00Z", -18000),
        ("America/New_York", "2026-03-29T00:59:59Z", -14400), ("America/New_York", "2026-03-29T01:00:00Z", -14400),
        ("America/New_York", "2026-10-25T00:59:59Z", -14400), ("America/New_York", "2026-10-25T01:00:00Z", -14400),
        ("America/New_York", "2060-07-01T00:00:00Z", -14400), ("America/New_York", "2060-12-31T23:59:59Z", -18000),
        ("Asia/Tokyo", "1950-07-01T00:00:00Z", 36000), ("Asia/Tokyo", "1985-07-01T12:00:00Z", 32400),
        ("Asia/Tokyo", "2020-01-10T00:30:00Z", 32400), ("Asia/Tokyo", "2026-03-29T00:59:59Z", 32400),
        ("Asia/Tokyo", "2026-03-29T01:00:00Z", 32400), ("Asia/Tokyo", "2026-10-25T00:59:59Z", 32400),
        ("Asia/Tokyo", "2026-10-25T01:00:00Z", 32400), ("Asia/Tokyo", "2060-07-01T00:00:00Z", 32400),
        ("Asia/Tokyo", "2060-12-31T23:59:59Z", 32400), ("Australia/Sydney", "1950-07-01T00:00:00Z", 36000),
        ("Australia/Sydney", "1985-07-01T12:00:00Z", 36000), ("Australia/Sydney", "2020-01-10T00:30:00Z", 39600),
        ("Australia/Sydney", "2026-03-29T00:59:59Z", 39600), ("Australia/Sydney", "2026-03-29T01:00:00Z", 39600),
        ("Australia/Sydney", "2026-10-25T00:59:59Z", 39600), ("Australia/Sydney", "2026-10-25T01:00:00Z", 39600),
        ("Australia/Sydney", "2060-07-01T00:00:00Z", 36000), ("Australia/Sydney", "2060-12-31T23:59:59Z", 39600),
        ("Asia/Kolkata", "1950-07-01T00:00:00Z", 19800), ("Asia/Kolkata", "1985-07-01T12:00:00Z", 19800),
        ("Asia/Kolkata", "2020-01-10T00:30:00Z", 19800), ("Asia/Kolkata", "2026-03-29T00:59:59Z", 19800),
        ("Asia/Kolkata", "2026-03-29T01:00:00Z", 19800), ("Asia/Kolkata", "2026-10-25T00:59:59Z", 19800),
        ("Asia/Kolkata", "2026-10-25T01:00:00Z", 19800), ("Asia/Kolkata", "2060-07-01T00:00:00Z", 19800),
        ("Asia/Kolkata", "2060-12-31T23:59:59Z", 19800), ("America/St_Johns", "1950-07-01T00:00:00Z", -9000),
        ("America/St_Johns", "1985-07-01T12:00:00Z", -9000), ("America/St_Johns", "2020-01-10T00:30:00Z", -12600),
        ("America/St_Johns", "2026-03-29T00:59:59Z", -9000), ("America/St_Johns", "2026-03-29T01:00:00Z", -9000),
        ("America/St_Johns", "2026-10-25T00:59:59Z", -9000), ("America/St_Johns", "2026-10-25T01:00:00Z", -9000),
        ("America/St_Johns", "2060-07-01T00:00:00Z", -9000), ("America/St_Johns", "2060-12-31T23:59:59Z", -12600),
        ("Africa/Casablanca", "1950-07-01T00:00:00Z", 3600), ("Africa/Casablanca", "1985-07-01T12:00:00Z", 3600),
        ("Africa/Casablanca", "2020-01-10T00:30:00Z", 3600), ("Africa/Casablanca", "2026-03-29T00:59:59Z", 3600),
        ("Africa/Casablanca", "2026-03-29T01:00:00Z", 3600), ("Africa/Casablanca", "2026-10-25T00:59:59Z", 3600),
        ("Africa/Casablanca", "2026-10-25T01:00:00Z", 3600), ("Africa/Casablanca", "2060-07-01T00:00:00Z", 3600),
        ("Africa/Casablanca", "2060-12-31T23:59:59Z", 3600), ("Pacific/Chatham", "1950-07-01T00:00:00Z", 45900),
        ("Pacific/Chatham", "1985-07-01T12:00:00Z", 45900), ("Pacific/Chatham", "2020-01-10T00:30:00Z", 49500),
        ("Pacific/Chatham", "2026-03-29T00:59:59Z", 49500), ("Pacific/Chatham", "2026-03-29T01:00:00Z", 49500),
        ("Pacific/Chatham", "2026-10-25T00:59:59Z", 49500), ("Pacific/Chatham", "2026-10-25T01:00:00Z", 49500),
        ("Pacific/Chatham", "2060-07-01T00:00:00Z", 45900), ("Pacific/Chatham", "2060-12-31T23:59:59Z", 49500),
        ("UTC", "1950-07-01T00:00:00Z", 0), ("UTC", "1985-07-01T12:00:00Z", 0), ("UTC", "2020-01-10T00:30:00Z", 0),
        ("UTC", "2026-03-29T00:59:59Z", 0), ("UTC", "2026-03-29T01:00:00Z", 0), ("UTC", "2026-10-25T00:59:59Z", 0),
        ("UTC", "2026-10-25T01:00:00Z", 0), ("UTC", "2060-07-01T00:00:00Z", 0), ("UTC", "2060-12-31T23:59:59Z", 0),
    ])
    func zonesOfTheSystem(_ name: String, _ time: String, _ offset: Int) throws {
        let bytes = Array(try Data(contentsOf: URL(filePath: "\(database)/\(name)")))
        let zone = try #require(TimeZoneFile(bytes))
        let instant = try #require(Instant(rfc3339: time))
        #expect(zone.offset(at: instant) == offset)
    }
}
