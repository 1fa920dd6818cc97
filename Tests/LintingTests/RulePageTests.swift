import Foundation
import Linting
import Testing

/// The committed registry and pages are those of the rules.
@Suite struct RulePageTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func generatedFilesAreFresh() throws {
        let folder = Self.root.appending(path: RuleFiles.sources)
        let sources = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        for (path, text) in RuleFiles.all(sourcePaths: sources) {
            let there = try? String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
            guard there != text else { continue }
            if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
                let url = Self.root.appending(path: path)
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(text.utf8).write(to: url)
            }
            Issue.record("\(path) differs: run this test with RECORD_SNAPSHOTS=1, look at the changes, and commit them")
        }
    }

    @Test(arguments: AllRules.all.map { type(of: $0).about.id }) func aPageCanBeRead(_ id: String) throws {
        let rule = try #require(AllRules.all.first { type(of: $0).about.id == id })
        let page = RulePage(rule)
        for text in [page.markdown, page.text] { #expect(text.utf8.count < 8_000) }
    }

    @Test func everyPageIsThatOfARule() throws {
        let folder = Self.root.appending(path: RuleFiles.pages)
        let there = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(there) == Set(AllRules.all.map { type(of: $0).about.id + ".md" }))
    }
}
