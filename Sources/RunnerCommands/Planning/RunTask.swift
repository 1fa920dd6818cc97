/// What a run is for.
enum RunTask: Equatable, Sendable {
    /// The client with these arguments; the builder's address is added.
    case client([String])
    /// Any command, which finds the builder in `BUILDKIT_HOST`.
    case command([String])
    /// Nothing but that the builder is ready.
    case wait
}
