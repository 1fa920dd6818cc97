import Foundation
import Testing

/// `lint --fix --unsafe` over pipelines that GitLab accepts, in the files themselves.
struct FixConformanceTests {
    private static let set = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        .appending(path: "../shared/conformance/visible").standardizedFileURL

    /// The root files of the cases, relative to the set.
    private static let cases: [String] = {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: set.path)) ?? []
        return paths.filter { path in
            let parts = path.split(separator: "/")
            return path.hasSuffix(".yml") && (parts.count == 2 || parts.count == 3 && parts[2] == ".gitlab-ci.yml")
        }.sorted()
    }()

    private let cli: CLI

    init() throws {
        cli = try CLI()
        for folder in try FileManager.default.contentsOfDirectory(at: Self.set, includingPropertiesForKeys: nil) {
            try FileManager.default.copyItem(
                at: folder, to: cli.directory.url.appending(path: folder.lastPathComponent))
        }
    }

    @Test(.enabled(if: !cases.isEmpty, "the conformance set is not beside this repository"))
    func `no valid pipeline is broken, and nothing is left for a second run`() throws {
        let before = try valid()
        #expect(before.count > 300)
        let comments = try Self.cases.map { try self.comments(of: $0) }
        let first = try cli.run(["lint"] + Self.cases + ["--fix", "--unsafe", "--format", "json"])
        #expect(first.error.contains(" fixed\n"))
        #expect(try before.subtracting(valid()) == [])
        for (path, lines) in zip(Self.cases, comments) {
            #expect(try lines.subtracting(self.comments(of: path)) == [], "\(path)")
        }
        let mended = try contents()
        let second = try cli.run(["lint"] + Self.cases + ["--fix", "--unsafe", "--format", "json"])
        #expect(!second.error.contains(" fixed\n"), "\(second.error)")
        #expect(try contents() == mended)
    }

    /// The files that GitLab accepts.
    private func valid() throws -> Set<String> {
        let run = try cli.run(["lint"] + Self.cases + ["--no-rules", "--format", "gitlab-api"])
        let reports = try run.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        return Set(reports.filter { $0["valid"] as? Bool == true }.compactMap { $0["file"] as? String })
    }

    private func contents() throws -> [Data] {
        try Self.cases.map { try Data(contentsOf: cli.directory.url.appending(path: $0)) }
    }

    private func comments(of path: String) throws -> Set<Substring> {
        let data = try Data(contentsOf: cli.directory.url.appending(path: path))
        return Set(
            String(decoding: data, as: UTF8.self).split(separator: "\n").filter { line in
                line.drop { $0 == " " }.hasPrefix("#")
            })
    }
}
