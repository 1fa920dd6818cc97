/// Which files of a project are Dockerfiles of images that the project makes.
enum DockerfileSearch {
    enum Verdict: Equatable {
        case image
        /// A Dockerfile, but in a directory of this name, where images are not the project's own product.
        case aside(String)
        case no
    }

    /// Judged by the path alone.
    static func judge(_ path: String) -> Verdict {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last, isName(name) else { return .no }
        let directories = parts.dropLast()
        if directories.contains(where: foreign.contains) { return .no }
        return directories.first(where: { sideways.contains($0.lowercased()) }).map(Verdict.aside) ?? .image
    }

    /// Whether a file is called `Dockerfile`, `Dockerfile.api` or `api.Dockerfile`, or the same with `Containerfile`.
    static func isName(_ name: String) -> Bool {
        let name = name.lowercased()
        return words.contains { word in
            name == word || name.hasSuffix(".\(word)")
                || name.hasPrefix("\(word).") && !otherEndings.contains(String(name.dropFirst(word.count + 1)))
        }
    }

    /// What distinguishes the file from others in its directory: `api` of `Dockerfile.api`; empty for a plain name.
    static func qualifier(of name: String) -> String {
        let lower = name.lowercased()
        for word in words {
            if lower.hasPrefix("\(word).") { return String(lower.dropFirst(word.count + 1)) }
            if lower.hasSuffix(".\(word)") { return String(lower.dropLast(word.count + 1)) }
        }
        return ""
    }

    private static let words = ["dockerfile", "containerfile"]

    /// Endings of what is beside a Dockerfile or makes one.
    private static let otherEndings: Set<String> = [
        "dockerignore", "containerignore", "md", "txt", "j2", "jinja", "jinja2", "tmpl", "tpl", "template", "in", "erb",
        "orig", "bak", "swp", "rej", "lock", "sh", "yml", "yaml", "json",
    ]

    /// Directories of other people's code.
    private static let foreign: Set<String> = [
        "node_modules", "vendor", "third_party", ".git", ".venv", "site-packages",
    ]

    /// Directories of code that is not shipped.
    private static let sideways: Set<String> = [
        ".devcontainer", "test", "tests", "testdata", "e2e", "fixtures", "example", "examples", "docs", "doc",
    ]
}
