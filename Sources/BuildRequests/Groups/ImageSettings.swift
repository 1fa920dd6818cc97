/// One image: what it is called, what it is built from, where its cache is kept, and the job that builds it.
package struct ImageSettings: RequestGroup {
    package var naming = ImageNaming()
    package var inputs = BuildInputs()
    package var cache = CacheSettings()
    package var job = JobSettings()

    package init() {}

    package static let keys: [RequestKey<ImageSettings>] =
        ImageNaming.keys.map { $0.lifted(by: \.naming) } + BuildInputs.keys.map { $0.lifted(by: \.inputs) }
        + [
            RequestKey(
                "cache", group: \.cache, shorthand: "type",
                "where build cache is kept between jobs; a type alone may stand for the map")
        ] + JobSettings.keys.map { $0.lifted(by: \.job) }
}
