extension Grammar {
    static let pages = Grammar(
        "pages", .map, checks: [.always(.kinds([.map, .boolean], "a hash or a boolean value"))],
        keys: [
            Keyword("path_prefix", "The folder below the address of the site.", .optionalText),
            Keyword(
                "expire_in", "How long the site is kept: a duration, or never.",
                .optional(.duration(limit: nil, allowsNever: true, allowsVariable: true))),
            Keyword("publish", "The folder with the site.", assumed: "public", .optionalText),
        ])

    /// Whether a job makes a Pages site: by its keyword, or by its name.
    static func isPagesJob(_ name: String?, _ value: ConfigValue) -> Bool {
        let pages = value["pages"]
        if !(pages?.isBlank ?? true) { return true }
        return name == "pages" && pages?.bool != false
    }
}

extension Keyword {
    static let pages = Keyword(
        "pages", "Whether the job makes a Pages site, and how.", grammar: .pages)

    static let publish = Keyword(
        "publish", "The folder with the Pages site.", assumed: "public", anchor: "pagespublish",
        grammar: Grammar("publish", checks: [.always(.kind(.text))]))
}
