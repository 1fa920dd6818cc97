extension Grammar {
    private static func policy(_ name: String) -> Grammar {
        Grammar(
            name,
            .choice(
                [
                    Alternative(.list, Grammar("refs policy", checks: [.always(.stringsOrPatterns)])),
                    Alternative(
                        .map,
                        Grammar(
                            "complex policy", .map, checks: [.present],
                            keys: [
                                Keyword(
                                    "refs", "Branches, tags, patterns, or kinds of pipelines.",
                                    .optional(.stringsOrPatterns)),
                                Keyword(
                                    "kubernetes", "Whether a cluster has to be connected.",
                                    .optional(.known(["active"]))),
                                Keyword(
                                    "variables", "Expressions of which one has to be true.", .always(.expressions),
                                    .optional(.strings)),
                                Keyword("changes", "Files of which one has to be changed.", .optional(.strings)),
                            ])),
                ], otherwise: Refusal("has to be either an array of conditions or a hash")))
    }

    static let only = policy("only")
    static let except = policy("except")
}

extension Keyword {
    static let only = Keyword(
        "only", "When the job is part of a pipeline, in the old form; rules replace it.", anchor: "only--except",
        grammar: .only)

    static let except = Keyword(
        "except", "When the job is left out of a pipeline, in the old form; rules replace it.", anchor: "only--except",
        grammar: .except)
}
