/// The public image that holds `buildkitd`, `buildctl` and `buildctl-daemonless.sh`.
package enum BuilderImage {
    /// The release that everything we write is pinned to: a moving tag has broken rootless builds overnight
    /// (moby/buildkit#6622).
    package static let version = "v0.26.2"

    /// The variant that runs as user 1000 under RootlessKit.
    package static let rootless = "moby/buildkit:\(version)-rootless"

    /// The variant that runs as root and needs a privileged container.
    package static let privileged = "moby/buildkit:\(version)"
}
