import GitLabAPI

/// The tags of a git repository, read from its files.
enum GitTags {
    private static let depthLimit = 16

    /// The tags that are no semantic version, sorted; none where `root` holds no repository of its own.
    static func withoutVersion(in root: String) -> [String] {
        all(in: FilePath.join(root, ".git")).filter { SemanticVersion($0) == nil }.sorted()
    }

    private static func all(in repository: String) -> Set<String> {
        let loose = names(below: FilePath.join(repository, "refs/tags"), depth: 0)
        return Set(loose).union(packed(in: repository))
    }

    private static func names(below directory: String, depth: Int) -> [String] {
        guard depth < depthLimit else { return [] }
        return (DirectoryListing.entries(of: directory) ?? []).flatMap { entry in
            guard entry.isDirectory else { return [entry.name] }
            return names(below: FilePath.join(directory, entry.name), depth: depth + 1).map { "\(entry.name)/\($0)" }
        }
    }

    /// Lines of `OBJECT refs/tags/NAME`; others are for other references, comments, or what a tag points to.
    private static func packed(in repository: String) -> [String] {
        let path = FilePath.join(repository, "packed-refs")
        guard FilePath.exists(path), let bytes = try? InputFile.bytes(of: path) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 2, words[1].hasPrefix("refs/tags/") else { return nil }
            return String(words[1].dropFirst("refs/tags/".count))
        }
    }
}
