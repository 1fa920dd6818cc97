extension Grammar {
    private static let releaseAssets = Grammar(
        "assets", .map, checks: [.always(.kind(.map))],
        keys: [
            Keyword(
                "links", "Links to files; each has a name and a url.", .always(.maps), .present,
                grammar: Grammar("links", checks: [.always(.kind(.list)), .present]))
        ])

    static let release = Grammar(
        "release", .map, checks: [.always(.kind(.map)), .always(.custom(releaseViolations))],
        keys: [
            Keyword("assets", "Files that belong to the release.", grammar: releaseAssets),
            Keyword("tag_name", "The tag of the release.", .always(.kind(.text)), .present),
            Keyword("tag_message", "The message of a new tag.", Check(.kind(.text), unless: .blank)),
            Keyword("name", "The title of the release.", assumed: "the tag"),
            Keyword("description", "The text of the release, or a file that has it.", .always(.kind(.text)), .present),
            Keyword("ref", "The branch, tag or commit for a new tag.", assumed: "$CI_COMMIT_SHA"),
            Keyword("released_at", "The date of the release, in ISO 8601."),
            Keyword("milestones", "Milestones of the release.", Check(.stringOrStrings, unless: .blank)),
        ])

    private static func releaseViolations(_ value: ConfigValue) -> [Violation] {
        guard let map = value.mapping else { return [] }
        var result: [Violation] = []
        if map.hasTruth("released_at"), !(map["released_at"]?.string.map(ISO8601.isValid) ?? false) {
            let plain = "has a \"released_at\" that is no date; write it as \"2025-01-31T08:00:00Z\""
            result.append(
                Violation("must be a valid datetime", on: "released_at", plain: plain, at: .valueOf("released_at")))
        }
        if map.hasTruth("ref"), !(map["ref"]?.string.map(GitReferenceName.isValid) ?? false) {
            let plain = "has a \"ref\" that git does not take as the name of a branch or tag"
            result.append(Violation("must be a valid ref", on: "ref", plain: plain, at: .valueOf("ref")))
        }
        return result
    }
}
