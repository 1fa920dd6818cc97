import BuildKit
import BuildReports
import Testing

@Suite struct CodeQualityReportTests {
    /// GitLab's schema of an issue, and what its widget needs beyond it.
    private func issues(_ builds: [BuildRecord]) throws -> [JSONValue] {
        let text = CodeQualityReport.render(builds, for: Formats.project).text
        let issues = try #require(try JSONValue(parsing: text).array)
        var fingerprints: Set<String> = []
        for issue in issues {
            #expect(issue["description"]?.string?.isEmpty == false && issue["check_name"]?.string?.isEmpty == false)
            let fingerprint = try #require(issue["fingerprint"]?.string)
            #expect(fingerprint.count == 32 && fingerprint.allSatisfy(\.isHexDigit))
            #expect(fingerprints.insert(fingerprint).inserted)
            #expect(["info", "minor", "major", "critical", "blocker"].contains(issue["severity"]?.string))
            let path = try #require(issue["location"]?["path"]?.string)
            #expect(!path.hasPrefix("/") && !path.hasPrefix("./") && !path.isEmpty)
            let begin = try #require(issue["location"]?["lines"]?["begin"]?.integer)
            #expect(begin >= 1 && issue["location"]?["lines"]?["end"]?.integer ?? begin >= begin)
        }
        return issues
    }

    @Test func everyReportKeepsTheRules() throws { for builds in Formats.cases { _ = try issues(builds) } }

    @Test func aFindingHasItsRuleFileLineAndLink() throws {
        let issue = try #require(try issues([Formats.success]).first)
        #expect(issue["check_name"]?.string == "StageNameCasing")
        #expect(issue["description"]?.string == "Stage name 'B' should be lowercase (https://docs.example/rule/)")
        #expect(issue["location"]?["path"]?.string == "docker/Dockerfile")
        #expect(issue["location"]?["lines"]?["begin"]?.integer == 1)
    }

    @Test func twoImagesOfOneDockerfileShareItsFindings() throws {
        #expect(try issues([Formats.success, Formats.success]).count == 1)
    }

    @Test func aNameStaysWhenLinesAreAddedAbove() throws {
        func finding(_ line: Int, _ source: String) throws -> String? {
            let lines = [
                Fixtures.warning("A: b (line \(line))", file: "Dockerfile", lines: line...line, source: source)
            ]
            return try issues([Formats.record(lines)]).first?["fingerprint"]?.string
        }
        let name = try finding(1, "FROM x AS B\n")
        #expect(try finding(3, "# a\n# b\nFROM  x AS B\n") == name)
        #expect(try finding(1, "FROM y AS B\n") != name)
    }
}
