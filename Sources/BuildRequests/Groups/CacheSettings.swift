package import BuildKit

/// Where build cache is kept between jobs.
package struct CacheSettings: RequestGroup {
    package var type: CacheType?
    package var reference: String?
    package var mode: Mode?
    package var scope: Scope?
    package var export: Export?
    package var profile: Profile?
    package var ignoresErrors: Bool?

    package init() {}

    package static let standardType = CacheType.registry
    package static let standardMode = Mode.max
    package static let standardScope = Scope.branch
    package static let standardExport = Export.protected
    package static let standardProfile = Profile.generic
    package static let standardIgnoresErrors = true
    /// The tag that holds the cache when it is kept beside the image.
    package static let standardTag = CacheStrategy.standardTag

    package static let keys: [RequestKey<CacheSettings>] = [
        RequestKey("type", \.type, standard: standardType, flag: "--cache", "the kind of cache"),
        RequestKey(
            "ref", \.reference, otherwise: "NAME:\(standardTag)", flag: "--cache-ref",
            "the image reference that holds the cache; other branches than the default one add their slug to the tag"),
        RequestKey(
            "mode", \.mode, standard: standardMode, flag: "--cache-mode",
            "max keeps the layers of every stage, min those of the last"),
        RequestKey(
            "scope", \.scope, standard: standardScope, flag: "--cache-scope",
            "branch keeps a cache for each branch and falls back to that of the default branch; shared keeps one"),
        RequestKey(
            "export", \.export, standard: standardExport, flag: "--cache-export",
            "where cache is written: protected is on protected branches, and not by Git tags; always is everywhere"),
        RequestKey(
            "profile", \.profile, standard: standardProfile, flag: "--cache-profile",
            "the registry's kind, which decides the media types"),
        RequestKey(
            "ignore-errors", \.ignoresErrors, standard: standardIgnoresErrors, flag: "--cache-ignore-errors",
            "whether the build goes on when the cache cannot be written"),
    ]

    // The words are those of the strategy, which the runner goes by as well.
    package typealias CacheType = CacheStrategy.Kind
    package typealias Mode = CacheStrategy.Mode
    package typealias Scope = CacheStrategy.Scope
    package typealias Export = CacheStrategy.Export
    package typealias Profile = CacheStrategy.Profile
}

extension CacheStrategy.Kind: RequestChoice {}
extension CacheStrategy.Mode: RequestChoice {}
extension CacheStrategy.Scope: RequestChoice {}
extension CacheStrategy.Export: RequestChoice {}
extension CacheStrategy.Profile: RequestChoice {}
