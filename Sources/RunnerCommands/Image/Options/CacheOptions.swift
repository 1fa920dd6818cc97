import ArgumentParser
import BuildKit

/// The options for the cache.
struct CacheOptions: ParsableArguments {
    @Option(help: "The kind of cache. (default: registry, where the image's registry is known)")
    var cache: CacheStrategy.Kind?

    @Option(help: "The image reference that holds the cache. (default: that of the image with the tag buildcache)")
    var cacheRef: String?

    @Option(help: "max keeps the layers of every stage, min those of the last. (default: max)")
    var cacheMode: CacheStrategy.Mode?

    @Option(help: "A cache for each branch, or one that is shared. (default: branch)")
    var cacheScope: CacheStrategy.Scope?

    @Option(help: "Where cache is written. (default: protected, which is on protected branches)")
    var cacheExport: CacheStrategy.Export?

    @Option(help: "The kind of registry, which decides the media types of the cache. (default: generic)")
    var cacheProfile: CacheStrategy.Profile?

    @Option(help: "Whether the build goes on when the cache cannot be written. (default: true)")
    var cacheIgnoreErrors: Bool?

    var request: CacheRequest {
        CacheRequest(
            kind: cache, reference: cacheRef, mode: cacheMode, scope: cacheScope, export: cacheExport,
            profile: cacheProfile, ignoresErrors: cacheIgnoreErrors)
    }
}

extension CacheStrategy.Kind: ExpressibleByArgument {}
extension CacheStrategy.Mode: ExpressibleByArgument {}
extension CacheStrategy.Scope: ExpressibleByArgument {}
extension CacheStrategy.Export: ExpressibleByArgument {}
extension CacheStrategy.Profile: ExpressibleByArgument {}
