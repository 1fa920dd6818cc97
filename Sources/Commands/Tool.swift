import Diagnostics

/// What this program calls itself.
enum Tool {
    static let name = "buildkit-ci"
    static let version = "0.1.0"
    /// BuildKit's own page, until this program has one.
    static let address = "https://github.com/moby/buildkit"

    static let description = CheckReport.Tool(name: name, version: version, address: address)
}
