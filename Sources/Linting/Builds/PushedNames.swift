import ShellSyntax

/// The names under which commands of their own push images: `docker push`, `podman push`, `buildah push`; and the names that
/// were given to those images before, by `tag`.
struct PushedNames {
    private var names: Set<String> = []
    /// Those pushed with all their tags.
    private var repositories: Set<String> = []

    init(_ commands: [LintedCommand]) {
        let lines = commands.filter { ["docker", "podman", "buildah"].contains($0.name) }.compactMap(\.line)
        for line in lines where line.subcommand == "push" {
            guard let name = line.arguments.first?.text else { continue }
            if line.has("all-tags") || line.has("all") { repositories.insert(name) } else { names.insert(name) }
        }
        guard !names.isEmpty || !repositories.isEmpty else { return }
        // The last first, so that a name that is tagged twice is followed back to the build.
        for line in lines.reversed() where line.subcommand == "tag" && line.arguments.count > 1 {
            if line.arguments.dropFirst().contains(where: { contains($0.text) }) {
                names.insert(line.arguments[0].text)
            }
        }
    }

    func contains(_ name: String) -> Bool {
        names.contains(name) || repositories.contains { name == $0 || name.hasPrefix("\($0):") }
    }
}
