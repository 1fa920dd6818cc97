extension Grammar {
    private static func choice(_ values: [String]) -> Rule {
        .oneOf(values, message: "must be one of: \(values.joined(separator: ", "))")
    }

    static let autoCancel = Grammar(
        "auto cancel", .map, checks: [.always(.kind(.map))],
        keys: [
            Keyword(
                "on_new_commit", "What a new commit cancels.", assumed: "conservative", .optionalText,
                .optional(choice(["conservative", "interruptible", "none"]))),
            Keyword(
                "on_job_failure", "What a failed job cancels.", assumed: "none", .optionalText,
                .optional(choice(["none", "all"]))),
        ])

    static let workflow = Grammar(
        "workflow", .map, checks: [.always(.kind(.map))],
        keys: [
            Keyword("rules", "When there is a pipeline at all.", grammar: .workflowRules),
            Keyword("auto_cancel", "Which pipelines and jobs are cancelled, and when.", grammar: .autoCancel),
            Keyword(
                "name", "The name of the pipeline; it may have variables.", .optional(.length(min: 0, max: 255))),
        ])
}
