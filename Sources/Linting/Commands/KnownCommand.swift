/// The commands whose flags the linter understands, one file each below this folder.
package enum KnownCommand {
    /// The name by which rules know a command, from the word that runs it.
    static func name(of word: String) -> String {
        let last = word.lastIndex(of: "/").map { String(word[word.index(after: $0)...]) } ?? word
        // Kaniko's images hold nothing but `/kaniko/executor`.
        if last == "executor", word == "executor" || word.contains("kaniko") { return kaniko }
        return last
    }

    package static let kaniko = "kaniko"

    /// The flags of a command, by its name.
    static func grammar(of name: String) -> CommandGrammar? { grammars[name] }

    private static let grammars: [String: CommandGrammar] = [
        "buildctl": .buildctl, "buildctl-daemonless.sh": .buildctl, "buildkit-run": .buildkitRun,
        "docker": .docker, kaniko: .kaniko, "buildah": .buildah, "podman": .podman, "skopeo": .skopeo,
        "crane": .crane, "kubectl": .kubectl, "buildkitd": .buildkitd,
    ]

    /// The commands that run `buildctl`, and take its flags.
    package static let buildctlNames = ["buildctl", "buildctl-daemonless.sh", "buildkit-run"]
}
