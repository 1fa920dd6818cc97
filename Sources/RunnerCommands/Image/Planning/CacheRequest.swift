import BuildKit

/// What is said about the cache, on the command line or in a request file. What is not said is decided by the strategy.
struct CacheRequest: Equatable, Sendable {
    var kind: CacheStrategy.Kind?
    /// With a tag or without.
    var reference: String?
    var mode: CacheStrategy.Mode?
    var scope: CacheStrategy.Scope?
    var export: CacheStrategy.Export?
    var profile: CacheStrategy.Profile?
    var ignoresErrors: Bool?

    /// Whether nothing is said.
    var isSilent: Bool { self == CacheRequest() }

    /// The options that the kind of cache that is chosen does not have.
    var strayOptions: [String] {
        guard let kind, kind != .registry else { return [] }
        return [
            ("--cache-mode", mode != nil), ("--cache-export", export != nil), ("--cache-profile", profile != nil),
            ("--cache-ignore-errors", ignoresErrors != nil), ("--cache-ref", kind == .none && reference != nil),
            ("--cache-scope", kind == .none && scope != nil),
        ].filter(\.1).map(\.0)
    }

    /// The strategy beside an image, or at the reference that is said; nothing where neither is known.
    ///
    /// - Parameter repository: the image's name without tag.
    func strategy(besideImage repository: String?) -> CacheStrategy? {
        var strategy: CacheStrategy
        if let reference {
            // A tag of its own, so that a slug can be added to it.
            let hasTag = (try? ImageReference(reference))?.tag != nil
            strategy = hasTag ? CacheStrategy(reference: reference) : CacheStrategy(besideImage: reference)
        } else if let repository {
            strategy = CacheStrategy(besideImage: repository)
        } else {
            return nil
        }
        if let kind { strategy.kind = kind }
        if let mode { strategy.mode = mode }
        if let scope { strategy.scope = scope }
        if let export { strategy.export = export }
        if let profile { strategy.profile = profile }
        if let ignoresErrors { strategy.ignoresErrors = ignoresErrors }
        return strategy
    }

    /// What is said here, and what another says where nothing is.
    func overriding(_ other: CacheRequest) -> CacheRequest {
        CacheRequest(
            kind: kind ?? other.kind, reference: reference ?? other.reference, mode: mode ?? other.mode,
            scope: scope ?? other.scope, export: export ?? other.export, profile: profile ?? other.profile,
            ignoresErrors: ignoresErrors ?? other.ignoresErrors)
    }
}
