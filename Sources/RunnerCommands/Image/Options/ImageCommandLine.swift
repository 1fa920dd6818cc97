import ArgumentParser
import BuildKit

/// The words behind `image`, told apart: Docker's options with the context, and ours.
struct ImageCommandLine {
    let options: ImageOptions
    /// For the parser of Docker's options.
    let dockerWords: [String]

    /// - Throws: the errors of `ImageOptions`.
    init(_ words: [String]) throws {
        var own: [String] = []
        var docker: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word != "-", word != "--" else {
                docker.append(word)
                if word == "--" {
                    docker += rest
                    rest = []
                }
                continue
            }
            let name = String(word.prefix { $0 != "=" })
            let known = BuildxOption.all.first { $0.name == name }
            let isShort = !word.hasPrefix("--")
            let hasValue = word.count > name.count
            if known != nil || isShort {
                docker.append(word)
                if isShort ? Self.needsValue(cluster: word) : known?.takesValue == true && !hasValue,
                    let value = rest.popFirst()
                {
                    docker.append(value)
                }
            } else {
                own.append(word)
                if !hasValue, !ImageOptions.flags.contains(name), let value = rest.popFirst() { own.append(value) }
            }
        }
        options = try ImageOptions.parse(own)
        dockerWords = docker
    }

    static func asksForHelp(_ words: [String]) -> Bool {
        words.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
    }

    /// Whether the last letter of `-qt` or `-t` has its value in the next word.
    private static func needsValue(cluster: String) -> Bool {
        var letters = cluster.dropFirst()
        while let letter = letters.popFirst() {
            let takesValue = BuildxOption.all.first { $0.short == letter }?.takesValue ?? false
            if takesValue || letters.hasPrefix("=") { return letters.isEmpty }
        }
        return false
    }
}
