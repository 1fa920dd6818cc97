extension Grammar {
    /// A command, a list of commands, or lists of them.
    static let commands = Grammar("commands", checks: [.always(.nestedStrings(allowsText: true))])

    static let hooks = Grammar(
        "hooks", .map, checks: [.always(.kind(.map))],
        keys: [
            Keyword(
                "pre_get_sources_script", "Commands that run on the runner before the repository is fetched.",
                grammar: .commands)
        ])

    static let boolean = Grammar("boolean", checks: [.always(.kind(.boolean))])

    static let strings = Grammar("array of strings", checks: [.always(.strings)])

    static let paths = Grammar("paths", checks: [.always(.strings)])
}

extension Keyword {
    static let beforeScript = Keyword(
        "before_script", "Commands that run before the script of the job, in the same shell.", grammar: .commands,
        inherited: true)

    static let script = Keyword("script", "The commands of the job.", grammar: .commands)

    static let afterScript = Keyword(
        "after_script", "Commands that run after the script, also when it failed, in a shell of their own.",
        grammar: .commands, inherited: true)

    static let hooks = Keyword(
        "hooks", "Commands that run at certain stages of a job, such as before the sources are fetched.",
        grammar: .hooks, inherited: true)

    static let run = Keyword(
        "run", "The steps of the job; takes the place of script.", .optional(.schema(.runSteps)))
}
