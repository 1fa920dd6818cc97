import Foundation
import Testing

/// The pipelines of this repository.
struct LintRepositoryTests {
    private static let root = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

    private static let folders = ["ci-examples", "templates"].filter {
        FileManager.default.fileExists(atPath: root.appending(path: $0).path)
    }

    @Test(arguments: folders) func `all that we ship is clean`(folder: String) throws {
        let path = Self.root.appending(path: folder).path
        let result = try CLI().run("lint", "--root", Self.root.path, "--strict", path)
        #expect(result.status == 0)
        #expect(result.output == "")
        // The example that includes the components names a server.
        let lines = result.error.split(separator: "\n")
        #expect(lines.allSatisfy { $0.contains("components/.gitlab-ci.yml") && $0.contains("incomplete: component") })
    }
}
