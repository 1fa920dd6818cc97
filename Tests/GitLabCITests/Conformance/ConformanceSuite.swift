import Commands
import Diagnostics
import FoundationEssentials
import GitLabCI

/// GitLab's own verdicts on a set of configurations, kept beside the repository.
struct ConformanceSuite {
    /// One line of `verdicts.jsonl`.
    struct Verdict: Decodable {
        let `case`: String
        let valid: Bool
        let errors: [String]
        let warnings: [String]
        let jobs: [String]
        let stages: [String]
    }

    let verdicts: [Verdict]
    private let directory: String

    /// Nil when the set is not there.
    init?(named name: String = "visible") {
        // This file is Tests/GitLabCITests/Conformance/ConformanceSuite.swift of the package.
        let package = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let root = package.deletingLastPathComponent().appending(path: "shared/conformance/\(name)")
        directory = root.path(percentEncoded: false)
        guard let data = FileManager.default.contents(atPath: directory + "/verdicts.jsonl") else { return nil }
        let decoder = JSONDecoder()
        verdicts = data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? decoder.decode(Verdict.self, from: Data($0))
        }
    }

    static var isThere: Bool { ConformanceSuite() != nil }

    /// The root file of a case, and the loader for it: the project root is the folder of the file.
    func environment(of verdict: Verdict) -> (file: SourceFile, environment: LoadingEnvironment)? {
        let path = directory + "/" + verdict.case
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
        guard let files = ProjectDirectory(folder) else { return nil }
        let name = String(path[path.index(path.startIndex, offsetBy: folder.count + 1)...])
        return (
            SourceFile(name: name, bytes: Array(data)),
            LoadingEnvironment(files: files, isServerKnown: true)
        )
    }
}
