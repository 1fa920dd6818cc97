/// Where `buildkitd` keeps things unless it is told otherwise (its package `util/appdefaults`).
package struct BuildkitdDefaults: Equatable, Sendable {
    /// The directory that its option `--root` names.
    package let stateDirectory: String
    /// The file that its option `--config` names; it need not exist.
    package let configFile: String
    /// The address at which the moby/buildkit images and `buildctl` expect it.
    package let address: String

    /// - Parameter rootless: whether it runs for a user other than root, in a user namespace.
    package init(rootless: Bool, environment: [String: String]) {
        // Each variable may be a list, as in the XDG base directory specification.
        func first(_ name: String) -> String? {
            environment[name]?.split(separator: ":").first.map(String.init)
        }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let data = first("XDG_DATA_HOME") ?? home.map { "\($0)/.local/share" }
        let config = first("XDG_CONFIG_HOME") ?? home.map { "\($0)/.config" }
        stateDirectory = rootless ? data.map { "\($0)/buildkit" } ?? "/var/lib/buildkit" : "/var/lib/buildkit"
        configFile =
            rootless
            ? config.map { "\($0)/buildkit/buildkitd.toml" } ?? "/etc/buildkit/buildkitd.toml"
            : "/etc/buildkit/buildkitd.toml"
        address =
            rootless
            ? first("XDG_RUNTIME_DIR").map { "unix://\($0)/buildkit/buildkitd.sock" }
                ?? "unix:///run/buildkit/buildkitd.sock"
            : "unix:///run/buildkit/buildkitd.sock"
    }

    /// The value of the top-level key `root` in a `buildkitd.toml`, as far as it stands on a line of its own as a plain
    /// string, which is how everybody writes it.
    package static func root(inConfig toml: String) -> String? {
        for line in toml.split(whereSeparator: \.isNewline) {
            let line = line.drop { $0 == " " || $0 == "\t" }
            if line.hasPrefix("[") { return nil }
            guard line.hasPrefix("root") else { continue }
            let value = line.dropFirst(4).drop { $0 == " " || $0 == "\t" }
            guard value.hasPrefix("=") else { continue }
            let text = value.dropFirst().drop { $0 == " " || $0 == "\t" }
            guard let quote = text.first, quote == "\"" || quote == "'" else { continue }
            return String(text.dropFirst().prefix { $0 != quote })
        }
        return nil
    }
}
