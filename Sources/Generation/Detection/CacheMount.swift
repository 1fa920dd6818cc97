import BuildKit

/// Package managers whose downloads `RUN --mount=type=cache` can keep, and where they keep them as root
/// (Docker docs, "Optimize cache usage in builds").
struct CacheMount: Equatable {
    let language: String
    /// Files that say that the project uses it.
    let manifests: [String]
    /// Beginnings of the commands that profit.
    let commands: [String]
    let targets: [String]

    static let all = [
        CacheMount(
            language: "Go", manifests: ["go.mod"], commands: ["go build", "go install", "go mod download", "go test"],
            targets: ["/go/pkg/mod", "/root/.cache/go-build"]),
        CacheMount(
            language: "Node.js", manifests: ["package.json"], commands: ["npm ci", "npm install", "npm i "],
            targets: ["/root/.npm"]),
        CacheMount(
            language: "Node.js", manifests: ["package.json"], commands: ["yarn install", "yarn --"],
            targets: ["/usr/local/share/.cache/yarn"]),
        CacheMount(
            language: "Rust", manifests: ["Cargo.toml"], commands: ["cargo build", "cargo install", "cargo fetch"],
            targets: ["/usr/local/cargo/registry", "/usr/local/cargo/git/db"]),
        CacheMount(
            language: "Python", manifests: ["pyproject.toml", "requirements.txt", "setup.py"],
            commands: ["pip install", "pip3 install", "python -m pip install", "python3 -m pip install"],
            targets: ["/root/.cache/pip"]),
        CacheMount(
            language: "Python", manifests: ["pyproject.toml"], commands: ["uv sync", "uv pip"],
            targets: ["/root/.cache/uv"]),
        CacheMount(
            language: "Java", manifests: ["pom.xml"], commands: ["mvn ", "./mvnw "], targets: ["/root/.m2"]),
        CacheMount(
            language: "Java", manifests: ["build.gradle", "build.gradle.kts"], commands: ["gradle ", "./gradlew "],
            targets: ["/root/.gradle"]),
        CacheMount(
            language: "PHP", manifests: ["composer.json"], commands: ["composer install"],
            targets: ["/root/.cache/composer"]),
        CacheMount(
            language: "Ruby", manifests: ["Gemfile"], commands: ["bundle install"],
            targets: ["/usr/local/bundle/cache"]),
    ]

    /// What could be written in a Dockerfile, a sentence for each RUN that would profit.
    ///
    /// - Parameter names: the last parts of the paths of all files of the project.
    static func advice(for path: String, text: String, names: Set<String>) -> [String] {
        let known = all.filter { !names.isDisjoint(with: $0.manifests) }
        return DockerfileInstructions(text).instructions.flatMap { instruction -> [String] in
            guard instruction.keyword == "RUN", !instruction.arguments.contains("type=cache") else { return [] }
            return known.compactMap { mount in
                guard let command = mount.commands.first(where: { contains($0, instruction.arguments) }) else {
                    return nil
                }
                let options = mount.targets.map { "--mount=type=cache,target=\($0)" }.joined(separator: " ")
                let written = command.last == " " ? String(command.dropLast()) : command
                return
                    "\(path):\(instruction.line): \(mount.language): \"\(written)\" would keep its downloads by RUN \(options)"
            }
        }
    }

    /// Whether a command stands at the beginning of the line or behind something that ends another.
    private static func contains(_ command: String, _ line: String) -> Bool {
        line.ranges(of: command).contains { range in
            let before = line[..<range.lowerBound].last { $0 != " " && $0 != "\t" }
            let follows = line[range.upperBound...].first
            return (before == nil || ";&|(".contains(before ?? ";") || line[..<range.lowerBound].last == " ")
                && (command.last == " " || command.last == "-" || follows == nil || follows == " ")
        }
    }
}
