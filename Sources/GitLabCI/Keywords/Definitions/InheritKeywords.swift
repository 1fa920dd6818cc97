extension Grammar {
    private static let inheritedDefaults = Grammar(
        "default",
        .choice(
            [
                Alternative(.boolean, .boolean),
                Alternative(
                    .list,
                    Grammar("array strategy", checks: [.always(.strings), .always(.knownMembers(defaultNames))])),
            ], otherwise: Refusal("should be a bool or array of strings")))

    /// The keys of `default:`.
    static let defaultNames = [
        "before_script", "after_script", "hooks", "cache", "image", "services", "interruptible", "timeout", "retry",
        "tags", "artifacts", "id_tokens",
    ]

    private static let inheritedVariables = Grammar(
        "variables",
        .choice(
            [
                Alternative(.boolean, .boolean),
                Alternative(.list, Grammar("array strategy", checks: [.always(.strings)])),
            ], otherwise: Refusal("should be a bool or array of strings")))

    static let inherit = Grammar(
        "inherit", .map, checks: [.always(.kind(.map))],
        keys: [
            Keyword(
                "default", "Whether the job takes the defaults, or which of them.", assumed: "true",
                grammar: inheritedDefaults),
            Keyword(
                "variables", "Whether the job takes the global variables, or which of them.", assumed: "true",
                grammar: inheritedVariables),
        ])
}

extension Keyword {
    static let inherit = Keyword(
        "inherit", "Which defaults and global variables the job takes.", grammar: .inherit)
}
