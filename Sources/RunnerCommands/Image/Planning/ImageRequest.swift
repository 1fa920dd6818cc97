import BuildKit

/// One image that is asked for, on the command line or in a request file.
struct ImageRequest: Equatable, Sendable {
    /// In a request file; nothing on the command line.
    var name: String?
    var docker: BuildxArguments
    var cache = CacheRequest()
    var digestFile: String?
    /// Whether tags and labels may come from GitLab's variables.
    var takesMetadata = true
}
