extension Grammar {
    private static let forward = Grammar(
        "forward", .map,
        keys: [
            Keyword(
                "yaml_variables", "Whether the variables of the job are handed on.", assumed: "true",
                .optional(.kind(.boolean))),
            Keyword(
                "pipeline_variables", "Whether the variables of the pipeline are handed on.", assumed: "false",
                .optional(.kind(.boolean))),
        ])

    private static let strategyKeyword = Keyword(
        "strategy", "Whether the job takes the status of the pipeline that it starts.",
        .optionalText, .optional(.oneOf(["depend", "mirror"], message: "should be depend or mirror")))

    private static let forwardKeyword = Keyword("forward", "Which variables are handed on.", grammar: forward)

    static let trigger = Grammar(
        "trigger",
        .choice(
            [
                Alternative(.text, Grammar("simple trigger", checks: [.present])),
                Alternative(
                    Grammar(
                        "same project trigger", .map, checks: [.present],
                        keys: [
                            Keyword(
                                "include", "The files of a child pipeline, at most three.",
                                grammar: .includes(limit: 3)),
                            forwardKeyword, strategyKeyword,
                        ])
                ) { $0.mapping?.contains("include") ?? false },
                Alternative(
                    .map,
                    Grammar(
                        "cross project trigger", .map, checks: [.present],
                        keys: [
                            forwardKeyword,
                            Keyword("inputs", "Values for the inputs of that pipeline.", .optional(.kind(.map))),
                            Keyword(
                                "project", "The project whose pipeline is started.", .always(.kind(.text)), .present),
                            Keyword("branch", "The branch of that project.", .optionalText),
                            strategyKeyword,
                        ])),
            ], otherwise: Refusal("has to be either a string or a hash")))
}
