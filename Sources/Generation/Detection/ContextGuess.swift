import BuildKit
import GitLabCI

/// The directory that a Dockerfile was written for, and the files of it that the image depends on.
struct ContextGuess: Equatable {
    /// Relative to the root of the project; `.` is the root.
    let directory: String
    /// Patterns as in `rules:changes`; nil where any file of the project may matter.
    let changes: [String]?

    /// - Parameters:
    ///   - path: the Dockerfile.
    ///   - paths: all files of the project.
    init(dockerfile path: String, text: String, paths: [String]) {
        let sources = Self.sources(in: text)
        let own = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        let candidates = Self.withParents(of: own)
        // The nearest directory that has all that the Dockerfile copies.
        let found = candidates.first { directory in
            let inside = Self.paths(below: directory, paths)
            return sources.allSatisfy { Self.exists($0, in: inside) }
        }
        directory = found ?? own
        changes = Self.changes(path, directory, sources, Self.paths(below: directory, paths))
    }

    /// What COPY and ADD take from the context; what a variable, another stage or the network decides is left out.
    private static func sources(in text: String) -> [String] {
        DockerfileInstructions(text).instructions.flatMap { instruction -> [String] in
            guard instruction.keyword == "COPY" || instruction.keyword == "ADD" else { return [] }
            let words =
                instruction.arguments.hasPrefix("[")
                ? instruction.arguments.split(separator: "\"").map(String.init)
                    .filter { !$0.trimmedOfSeparators.isEmpty }
                : DockerfileWords.split(instruction.arguments)
            if words.contains(where: { $0.hasPrefix("--from=") || $0.hasPrefix("<<") }) { return [] }
            return words.filter { !$0.hasPrefix("--") }.dropLast().compactMap(normalized)
        }
    }

    /// A source as a path within the context, `.` for all of it.
    private static func normalized(_ source: String) -> String? {
        let source = source.filter { $0 != "\"" && $0 != "'" }
        guard !source.contains("$"), !source.contains("://"), !source.hasPrefix("git@") else { return nil }
        let parts = source.split(separator: "/").filter { $0 != "." }
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }

    /// A directory and all above it, to the root.
    private static func withParents(of directory: String) -> [String] {
        guard directory != "." else { return ["."] }
        var parts = directory.split(separator: "/")
        var result: [String] = []
        while !parts.isEmpty {
            result.append(parts.joined(separator: "/"))
            parts.removeLast()
        }
        return result + ["."]
    }

    private static func paths(below directory: String, _ paths: [String]) -> [String] {
        directory == "."
            ? paths : paths.filter { $0.hasPrefix(directory + "/") }.map { String($0.dropFirst(directory.count + 1)) }
    }

    private static func exists(_ source: String, in paths: [String]) -> Bool {
        // All of a directory that has nothing but Dockerfiles is not what anybody copies.
        if source == "." {
            return paths.contains { path in
                let name = path.split(separator: "/").last.map(String.init) ?? path
                return !DockerfileSearch.isName(name) && !name.hasSuffix(".dockerignore")
            }
        }
        if source.contains(where: { "*?[".contains($0) }) {
            return paths.contains { PathGlob.matchesPath(source, $0) || PathGlob.matchesPath(source + "/**/*", $0) }
        }
        return paths.contains { $0 == source || $0.hasPrefix(source + "/") }
    }

    private static func changes(
        _ dockerfile: String, _ directory: String, _ sources: [String], _ inside: [String]
    ) -> [String]? {
        guard directory == "." else {
            let all = "\(directory)/**/*"
            return dockerfile.hasPrefix(directory + "/") ? [all] : [all, dockerfile]
        }
        guard !sources.isEmpty, !sources.contains(".") else { return nil }
        var changes: [String] = []
        for source in sources {
            let isDirectory = inside.contains { $0.hasPrefix(source + "/") }
            let pattern = isDirectory ? "\(source)/**/*" : source
            if !changes.contains(pattern) { changes.append(pattern) }
        }
        return changes.count < 50 ? changes + [dockerfile] : nil
    }
}

extension String {
    /// Nothing, for what stands between the texts of a JSON list.
    fileprivate var trimmedOfSeparators: String { filter { !$0.isWhitespace && !"[],".contains($0) } }
}
