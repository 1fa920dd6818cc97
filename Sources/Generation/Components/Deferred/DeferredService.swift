/// What only the service knows, because inputs of a component say it: the variables that hold the values.
struct DeferredService: Equatable, Sendable {
    /// Flags of `buildkitd`, between blanks.
    let flags: String
    /// `REGISTRY=HOST` for each mirror, between blanks.
    let mirrors: String
    /// The path of a file, the certificates themselves, or nothing.
    let certificateAuthority: String
}
