import Diagnostics

/// All keywords by the path under which people look them up, such as `artifacts:expire_in`.
package enum KeywordReference {
    package static let page = "https://docs.gitlab.com/ci/yaml/"

    /// The place in GitLab's reference that describes a keyword.
    package static func address(of path: String) -> String {
        guard !path.isEmpty else { return page }
        // The keys of `default:` are described with those of jobs.
        if path.hasPrefix("default:") { return address(of: String(path.dropFirst("default:".count))) }
        var anchor: String?
        var grammar: Grammar? = root(of: path)
        for part in path.split(utf8: ":") {
            guard let keyword = grammar?.keyword(part) else { break }
            anchor = keyword.anchor ?? (anchor ?? "") + part
            grammar = keyword.grammar?.describedMap
        }
        return page + "#" + (anchor ?? "")
    }

    /// The keyword at a path; global keywords come before those of jobs.
    package static func keyword(at path: String) -> Keyword? {
        var grammar: Grammar? = root(of: path)
        var found: Keyword?
        for part in path.split(utf8: ":") {
            found = grammar?.keyword(part)
            guard let found else { return nil }
            grammar = found.grammar?.describedMap
        }
        return found
    }

    /// The paths of all keywords, for help and completion.
    package static let paths: [String] = {
        var paths: [String] = []
        var seen: Set<String> = []
        func add(_ grammar: Grammar, _ prefix: String, depth: Int) {
            for keyword in grammar.allowedKeys {
                let path = prefix.isEmpty ? keyword.name : "\(prefix):\(keyword.name)"
                guard seen.insert(path).inserted else { continue }
                paths.append(path)
                if depth < 6, let below = keyword.grammar?.describedMap { add(below, path, depth: depth + 1) }
            }
        }
        for grammar in [Grammar.root, .job, .bridge] { add(grammar, "", depth: 0) }
        return paths
    }()

    /// The paths that somebody may have meant.
    package static func suggestion(for path: String) -> String? {
        Suggestion.nearest(to: path, among: paths)
            ?? paths.filter { $0.hasSuffix(":" + path) }.min { depth($0) < depth($1) }
    }

    private static func depth(_ path: String) -> Int { path.utf8.count { $0 == UInt8(ascii: ":") } }

    private static func root(of path: String) -> Grammar {
        let first = path.split(utf8: ":").first ?? ""
        for grammar in [Grammar.root, .job, .bridge] where grammar.keyword(first) != nil { return grammar }
        return .job
    }
}
