import FoundationEssentials
import Linting

/// A project to start from: a root file and what it may include.
package struct Seed: Sendable {
    package let name: String
    package let root: [UInt8]
    /// By path; the root file is not among them.
    package let files: [String: [UInt8]]

    package init(name: String, root: [UInt8], files: [String: [UInt8]] = [:]) {
        self.name = name
        self.root = root
        self.files = files
    }

    /// The cases of the conformance suite under a folder, in the order of their paths, the blocks of `Vocabulary` and the
    /// examples of the rules first.
    ///
    /// - Parameter folder: where the cases are; without it there are only the others.
    package static func all(under folder: String?) -> [Seed] {
        var seeds = Vocabulary.blocks.enumerated().map {
            Seed(name: "block \($0.offset)", root: Array($0.element.utf8))
        }
        for about in AllRules.all.map({ type(of: $0).about }) {
            for (number, example) in about.examples.enumerated() {
                // Some are there for their size.
                let files = example.files.filter { $0.value.utf8.count < 10_000 }.mapValues { Array($0.utf8) }
                seeds.append(
                    Seed(name: "\(about.id) \(number)", root: Array(example.text.utf8), files: files))
            }
        }
        guard let folder, let paths = try? FileManager.default.subpathsOfDirectory(atPath: folder) else { return seeds }
        let manager = FileManager.default
        let sorted = paths.sorted()
        for path in sorted where path.hasSuffix(".yml") {
            let parts = path.split(separator: "/")
            if parts.count == 2, let root = manager.contents(atPath: folder + "/" + path) {
                seeds.append(Seed(name: path, root: Array(root)))
            } else if parts.last == ".gitlab-ci.yml", let root = manager.contents(atPath: folder + "/" + path) {
                let own = path.dropLast(".gitlab-ci.yml".count)
                var files: [String: [UInt8]] = [:]
                for other in sorted where other.hasPrefix(own) && other != path {
                    // A folder has no contents.
                    if let data = manager.contents(atPath: folder + "/" + other) {
                        files[String(other.dropFirst(own.count))] = Array(data)
                    }
                }
                seeds.append(Seed(name: path, root: Array(root), files: files))
            }
        }
        return seeds
    }

    /// Where the conformance cases lie beside the package; nil when they are not there.
    package static var conformanceFolder: String? {
        // This file is Tests/LintFuzzing/Seed.swift of the package.
        let package = (0..<3).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let folder = package.deletingLastPathComponent().appending(path: "shared/conformance/visible")
            .path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: folder) ? folder : nil
    }
}
