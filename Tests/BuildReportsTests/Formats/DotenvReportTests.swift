import BuildReports
import Testing

@Suite struct DotenvReportTests {
    /// What GitLab's parser takes: `KEY=value` lines, at most 20, less than 5 KiB.
    private func variables(_ builds: [BuildRecord]) throws -> [String: String] {
        let text = DotenvReport.render(builds, for: Formats.project).text
        #expect(text.utf8.count < 5 * 1024)
        var variables: [String: String] = [:]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let match = try #require(line.wholeMatch(of: /([a-zA-Z0-9_]+)=(\S+)/), "\(line)")
            #expect(variables.updateValue(String(match.2), forKey: String(match.1)) == nil)
        }
        #expect(variables.count <= 20 && (text.isEmpty || text.hasSuffix("\n")))
        return variables
    }

    @Test func everyReportKeepsTheRules() throws { for builds in Formats.cases { _ = try variables(builds) } }

    @Test func anImageIsNamed() throws {
        let digest = "sha256:" + String(repeating: "ef", count: 32)
        #expect(
            try variables([Formats.success]) == [
                "IMAGE": "r.example/g/app:1", "IMAGE_DIGEST": digest, "IMAGE_REF": "r.example/g/app@\(digest)",
                "IMAGE_TAGS": "r.example/g/app:1,r.example/g/app:latest",
            ])
        #expect(try variables([Formats.failure]).isEmpty)
    }

    @Test func severalImagesHaveTheirNames() throws {
        let builds = ["api", "web-front", "web.front"].enumerated().map { index, name in
            Formats.record(Fixtures.success, metadata: Fixtures.metadata, name: name, index: index)
        }
        let keys = try variables(builds).keys
        #expect(
            keys.contains("IMAGE_API_DIGEST") && keys.contains("IMAGE_WEB_FRONT") && keys.contains("IMAGE_WEB_FRONT_2"))
    }

    @Test func whatIsTooMuchIsSaid() throws {
        let builds = (1...30).map {
            Formats.record(Fixtures.success, metadata: Fixtures.metadata, name: "image-\($0)", index: $0)
        }
        #expect(try variables(builds).count == 20)
        let notes = DotenvReport.render(builds, for: Formats.project).notes
        #expect(notes.contains("IMAGE_IMAGE_30 is left out: GitLab takes 20 variables"))
        var many = Formats.success
        many.tags = (1...200).map { "registry.example.com/group/project/app:a-rather-long-tag-\($0)" }
        #expect(try variables([many])["IMAGE_DIGEST"] != nil && (try variables([many])["IMAGE_TAGS"]) == nil)
        #expect(
            DotenvReport.render([many], for: Formats.project).notes == [
                "IMAGE_TAGS is left out: GitLab takes dotenv reports of less than 5120 bytes"
            ])
    }
}
