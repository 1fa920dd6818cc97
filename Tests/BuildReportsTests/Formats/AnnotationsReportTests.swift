import BuildKit
import BuildReports
import Testing

@Suite struct AnnotationsReportTests {
    /// GitLab's schema: lists of objects with an `external_link`, which has a label and a URL.
    private func links(_ builds: [BuildRecord], _ project: GitLabProject = Formats.project) throws -> [String: String] {
        let root = try JSONValue(parsing: AnnotationsReport.render(builds, for: project).text)
        var links: [String: String] = [:]
        for member in try #require(root.object).members {
            let list = try #require(member.value.array)
            #expect(!member.key.isEmpty && member.key.count <= 255 && list.count <= 1000)
            for item in list {
                #expect(item.object?.keys == ["external_link"])
                let link = try #require(item["external_link"])
                #expect(link.object?.keys == ["label", "url"])
                let url = try #require(link["url"]?.string)
                #expect(url.hasPrefix("https://") && url.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f })
                links[try #require(link["label"]?.string)] = url
            }
        }
        return links
    }

    @Test func everyReportKeepsTheRules() throws { for builds in Formats.cases { _ = try links(builds) } }

    @Test func whatWasPushedIsLinked() throws {
        #expect(try links([Formats.success]) == ["r.example/g/app:1": "https://gitlab.example/g/p/container_registry"])
        #expect(try links([Formats.failure]).isEmpty)
    }

    @Test(arguments: [
        ("alpine:3", "https://hub.docker.com/_/alpine"), ("docker.io/me/app:1", "https://hub.docker.com/r/me/app"),
        ("quay.io/me/app:1", "https://quay.io/repository/me/app"), ("ghcr.io/me/app:1", "https://ghcr.io/me/app"),
        ("r.example:5000/a/b:2", "https://r.example:5000/v2/a/b/manifests/2"),
        ("r.example/group/app", "https://r.example/v2/group/app/manifests/latest"),
    ])
    func otherRegistriesHavePagesOrManifests(_ reference: String, _ url: String) throws {
        let lines = [
            Fixtures.vertex("e", "exporting to image", from: "00", to: "01"),
            Fixtures.transfer("e", "pushing manifest for \(reference)@sha256:0", 0, to: "01"),
        ]
        #expect(try links([Formats.record(lines)]) == [reference: url])
        #expect(try links([Formats.record(lines)], GitLabProject(environment: [:])) == [reference: url])
    }

    /// GitLab drops a report that is too large as a whole.
    @Test func whatIsTooMuchIsLeftOutAndSaid() throws {
        let lines =
            [Fixtures.vertex("e", "exporting to image", from: "00", to: "01")]
            + (1...1_200).map {
                Fixtures.transfer(
                    "e", "pushing manifest for r.example/g/app:a-tag-of-some-length-\($0)@sha256:0", 0, to: "01")
            }
        let report = AnnotationsReport.render([Formats.record(lines)], for: Formats.project)
        let count = try links([Formats.record(lines)]).count
        #expect(count > 300 && count <= 1000 && report.text.utf8.count <= 80 * 1024)
        #expect(report.notes == ["\(1_200 - count) links left out: GitLab takes 1000 of them and 81920 bytes"])
    }
}
