extension Grammar {
    private static let cacheFiles = Grammar(
        "files",
        checks: [
            .always(.strings),
            .always(
                .length(
                    min: 1, max: 2, tooShort: "requires at least 1 item", tooLong: "has too many items (maximum is 2)")),
        ])

    private static let cacheKey = Grammar(
        "key",
        .choice(
            [
                Alternative(.text, Grammar("simple key", checks: [.always(.cacheKey)])),
                Alternative(
                    .map,
                    Grammar(
                        "complex key", .map, checks: [.always(.exactlyOne(["files", "files_commits"]))],
                        keys: [
                            Keyword("files", "One or two files; the key changes when they do.", grammar: cacheFiles),
                            Keyword(
                                "files_commits", "One or two files; the key changes with their latest commit.",
                                grammar: cacheFiles),
                            Keyword(
                                "prefix", "Text in front of the computed key.",
                                grammar: Grammar("prefix", checks: [.always(.cacheKey)])),
                        ])),
            ], otherwise: Refusal("should be a hash, a string or a symbol")))

    static let cache = Grammar(
        "cache", .map, checks: [.always(.kind(.map))],
        keys: [
            Keyword(
                "key", "The name of the cache; jobs with the same key share it.", assumed: "default", grammar: cacheKey),
            Keyword(
                "unprotect", "Whether protected and unprotected branches share the cache.", assumed: "false",
                grammar: .boolean),
            Keyword(
                "untracked", "Whether files that git does not track are cached.", assumed: "false", grammar: .boolean),
            Keyword("paths", "The files and folders to cache.", grammar: .paths),
            Keyword(
                "fallback_keys", "Keys to try when there is no cache under the key, at most five.",
                .optional(.length(min: nil, max: 5, tooLong: "has to many entries (maximum 5)")), grammar: .strings),
            Keyword(
                "policy", "Whether the job fetches the cache, stores it, or both.", assumed: "pull-push",
                Check(.kind(.text), unless: .blank), Check(policyFormat, unless: .blank)),
            Keyword(
                "when", "After which outcome of the job the cache is stored.", assumed: "on_success",
                .optionalText, .optional(.when(["on_success", "on_failure", "always"]))),
        ])

    /// GitLab does not anchor its pattern: any text with one of the words in it passes.
    private static let policyFormat = Rule.format(
        message: "should be a variable or one of: pull-push, push, pull",
        plain: "is no policy; use pull-push, push, pull or a variable"
    ) { text in
        text.contains("push") || text.contains("pull") || text.contains("$")
    }

    static let caches = Grammar(
        "caches", .list(of: .cache),
        checks: [
            .always(.custom(cachesViolations))
        ], hidesKey: true)

    private static func cachesViolations(_ value: ConfigValue) -> [Violation] {
        guard value.isMapping || value.isSequence else {
            return [
                Violation("can only be a Hash or an Array", plain: PlainText.mustBe("a map or a list of maps", value))
            ]
        }
        guard let members = value.sequence, members.count > 4 else { return [] }
        return [
            Violation(
                "no more than 4 caches can be created",
                plain: "has \(members.count) members, but at most 4 caches are allowed")
        ]
    }
}

extension Rule {
    /// One of some values of a `when`, with the message that GitLab gives for it.
    static func when(_ values: [String]) -> Rule {
        .oneOf(values, message: "should be one of: \(values.joined(separator: ", "))")
    }
}

extension Keyword {
    static let cache = Keyword(
        "cache", "Files that jobs keep from one pipeline to the next.", grammar: .caches, inherited: true)
}
