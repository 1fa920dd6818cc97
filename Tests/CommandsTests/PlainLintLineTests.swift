import ArgumentParser
import Testing

@testable import Commands

/// Lines that are read without ArgumentParser mean what they mean to it.
@Suite struct PlainLintLineTests {
    @Test(arguments: [
        "lint", "lint -", "lint a.yml b.yml", "lint a.yml --strict b.yml", "lint --no-rules",
        "lint --no-rules --pedantic",
        "lint --format json a.yml", "lint a.yml --format text --format sarif",
        "lint -o report.json --format codequality",
        "lint --output report.xml a.yml", "lint --color never", "lint --baseline known.json dir", "lint --pedantic",
        "lint --min-severity warning", "lint --shellcheck off a.yml", "lint --shellcheck auto",
        "lint --shellcheck off --shellcheck on", "lint --no-rules --shellcheck auto",
        "lint - --color always --strict",
    ])
    func meansTheSame(_ line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        let plain = try #require(PlainLintLine.request(words))
        let parsed = try #require(try BuildKitCI.parseAsRoot(words) as? Lint)
        #expect(plain == parsed.request)
    }

    @Test(arguments: [
        "", "generate", "lint --help", "lint -h", "lint --format", "lint --format xyz", "lint --format=json",
        "lint -- --strict", "lint --strict=1", "lint --rule only-except", "lint --root .", "lint --output --strict",
        "lint --fix a.yml", "lint --shellcheck maybe", "lint -ojson", "lint --unknown",
    ])
    func leavesTheRest(_ line: String) {
        #expect(PlainLintLine.request(line.split(separator: " ").map(String.init)) == nil)
    }

    @Test func leavesEmptyWords() {
        #expect(PlainLintLine.request(["lint", ""]) == nil)
        #expect(PlainLintLine.request(["lint", "--output", ""]) == nil)
    }
}
