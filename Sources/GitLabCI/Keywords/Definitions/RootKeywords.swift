extension Grammar {
    static let stages = Grammar("stages", checks: [.always(.nestedStrings(allowsText: false))])

    /// The top of the file. Whatever is none of these keys is a job.
    package static let root = Grammar(
        "root", .map,
        keys: [
            Keyword("default", "Values that jobs take where they have none of their own.", grammar: .defaults),
            Keyword("include", "Other files whose content is merged into this one.", grammar: .includes(limit: nil)),
            .beforeScript, .image, .services, .afterScript,
            Keyword("variables", "Variables for all jobs.", grammar: .globalVariables),
            Keyword(
                "stages", "The stages of the pipeline, in order.", assumed: "[.pre, build, test, deploy, .post]",
                grammar: .stages),
            .cache,
            Keyword("workflow", "When there is a pipeline, and what it is called.", grammar: .workflow),
        ], isClosed: false)

    static let defaults = Grammar(
        "default", .map, checks: [.always(.kind(.map))],
        keys: defaultNames.compactMap { job.keyword($0) })

    /// The keys at the top that are never a job, whatever they hold.
    static let reservedNames: Set<String> = [
        "include", "before_script", "image", "services", "after_script", "variables", "stages", "cache",
    ]
}
