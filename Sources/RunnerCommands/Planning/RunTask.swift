/// What a run is for.
enum RunTask: Equatable, Sendable {
    /// The client with these arguments; the builder's address is added.
    case client([String])
    /// Builds that run at the same time: the client with these arguments and changes of its environment for each.
    case builds([BuildCall])
    /// Any command, which finds the builder in `BUILDKIT_HOST`.
    case command([String])
    /// Nothing but that the builder is ready.
    case wait
}

/// One call of `buildctl build`.
struct BuildCall: Equatable, Sendable {
    var arguments: [String]
    var environment: [String: String?] = [:]
    /// A file that takes what it prints on standard output; without one that is where ours goes.
    var outputFile: String?
}
