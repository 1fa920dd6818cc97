import ArgumentParser
import BuildKit
import BuildRequests

/// Where build cache is kept between jobs.
struct CacheOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kind of cache: registry, inline or none; or a reference, as --cache-ref takes it. (default: registry)",
            valueName: "type"))
    var cache: String?
    @Flag(help: "Keep no build cache: the same as --cache none.") var noCache = false
    @Option(help: ArgumentHelp("The reference that holds the cache. (default: NAME:buildcache)", valueName: "ref"))
    var cacheRef: String?
    @Option(help: ArgumentHelp("Which stages are kept. (default: max)", valueName: "mode"))
    var cacheMode: CacheSettings.Mode?
    @Option(
        help: ArgumentHelp("One cache for each branch, or one for all. (default: branch)", valueName: "scope"))
    var cacheScope: CacheSettings.Scope?
    @Option(help: ArgumentHelp("For which refs cache is written. (default: protected)", valueName: "when"))
    var cacheExport: CacheSettings.Export?
    @Option(help: ArgumentHelp("The registry's kind. (default: generic)", valueName: "registry"))
    var cacheProfile: CacheSettings.Profile?
    @Flag(inversion: .prefixedNo, help: "Go on when the cache cannot be written. (default: on)")
    var cacheIgnoreErrors: Bool?

    init() {}

    func validate() throws {
        if noCache, cache != nil { throw ValidationError("--cache and --no-cache exclude each other") }
        if cacheRef != nil, let cache, CacheSettings.CacheType(rawValue: cache) == nil {
            throw ValidationError("--cache \"\(cache)\" and --cache-ref both name a reference; leave one out")
        }
    }

    var settings: CacheSettings {
        var settings = CacheSettings()
        settings.reference = cacheRef
        if noCache {
            settings.type = CacheSettings.CacheType.none
        } else if let cache {
            settings.type = CacheSettings.CacheType(rawValue: cache) ?? .registry
            if CacheSettings.CacheType(rawValue: cache) == nil { settings.reference = cache }
        }
        settings.mode = cacheMode
        settings.scope = cacheScope
        settings.export = cacheExport
        settings.profile = cacheProfile
        settings.ignoresErrors = cacheIgnoreErrors
        return settings
    }
}
