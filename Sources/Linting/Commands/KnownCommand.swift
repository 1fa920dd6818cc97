import Diagnostics

/// The commands whose flags the linter understands, one file each below this folder.
package enum KnownCommand {
    /// The name by which rules know a command, from the word that runs it.
    static func name(of word: String) -> String {
        let last =
            word.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(word[word.utf8.index(after: $0)...]) } ?? word
        // Kaniko's images hold nothing but `/kaniko/executor`.
        if last == "executor", word == "executor" || word.contains(utf8: "kaniko") { return kaniko }
        return last
    }

    package static let kaniko = "kaniko"

    /// The flags of a command, by its name.
    static func grammar(of name: String) -> CommandGrammar? {
        switch name {
        case "buildctl", "buildctl-daemonless.sh": .buildctl
        case "buildkit-run": .buildkitRun
        case "docker": .docker
        case kaniko: .kaniko
        case "buildah": .buildah
        case "podman": .podman
        case "skopeo": .skopeo
        case "crane": .crane
        case "helm": .helm
        case "kubectl": .kubectl
        case "buildkitd": .buildkitd
        default: nil
        }
    }

    /// The commands that run `buildctl`, and take its flags.
    package static let buildctlNames = ["buildctl", "buildctl-daemonless.sh", "buildkit-run"]
}
