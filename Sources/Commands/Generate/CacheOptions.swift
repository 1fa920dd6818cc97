import ArgumentParser
import BuildKit
import BuildRequests

/// Where build cache is kept between jobs.
struct CacheOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The kind of cache. (default: registry)", valueName: "type"))
    var cache: CacheSettings.CacheType?
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
    }

    var settings: CacheSettings {
        var settings = CacheSettings()
        settings.reference = cacheRef
        settings.type = noCache ? CacheSettings.CacheType.none : cache
        settings.mode = cacheMode
        settings.scope = cacheScope
        settings.export = cacheExport
        settings.profile = cacheProfile
        settings.ignoresErrors = cacheIgnoreErrors
        return settings
    }
}
