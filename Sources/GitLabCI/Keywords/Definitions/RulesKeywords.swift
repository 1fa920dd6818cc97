extension Grammar {
    private static let tooMany = Rule.length(min: nil, max: 50, tooLong: "has too many entries (maximum 50)")

    private static let changes = Grammar(
        "changes",
        .choice(
            [
                Alternative(.list, Grammar("simple changes", checks: [.always(.strings), .always(tooMany)])),
                Alternative(
                    .map,
                    Grammar(
                        "complex changes", .map, checks: [.always(.required(["paths"]))],
                        keys: [
                            Keyword(
                                "paths", "Files of which one has to be changed, at most 50.", .always(.strings),
                                .always(tooMany)),
                            Keyword("compare_to", "The branch, tag or commit to compare with.", .optionalText),
                        ])),
            ], otherwise: Refusal("should be an array or a hash")))

    /// GitLab does not limit the paths in the rules of includes.
    private static func exists(limited: Bool) -> Grammar {
        Grammar(
            "exists",
            .choice(
                [
                    Alternative(
                        Grammar(
                            "simple exists",
                            checks: [.always(.strings) { $0.isSequence }]
                                + (limited ? [.always(tooMany) { $0.isSequence }] : []))
                    ) { $0.isString || $0.isSequence || $0.isBlank },
                    Alternative(
                        .map,
                        Grammar(
                            "complex exists", .map,
                            checks: [
                                .always(.required(["paths"])),
                                .always(.required(["project"])) { $0.mapping?.hasValue("ref") ?? false },
                            ],
                            keys: [
                                Keyword(
                                    "paths", "Files of which one has to exist, at most 50.", .optional(.strings),
                                    .optional(tooMany)),
                                Keyword("project", "The project to look in.", .optionalText),
                                Keyword("ref", "The branch, tag or commit of the project.", .optionalText),
                            ])),
                ], otherwise: Refusal("should be a string, an array of strings, or a hash")))
    }

    private static let ifKeyword = Keyword(
        "if", "An expression that has to be true for the rule to apply.", .optional(.expression))

    private static let changesKeyword = Keyword(
        "changes", "Files of which one has to be changed for the rule to apply.", grammar: changes)

    /// A rule. Keys that are not allowed at its place are reported and checked all the same.
    private static func rule(allowed: [String], when: [String]) -> Grammar {
        let isDelayed: @Sendable (ConfigValue) -> Bool = { $0["when"]?.string == "delayed" }
        let keys = [
            ifKeyword, changesKeyword,
            Keyword(
                "exists", "Files of which one has to exist for the rule to apply.", grammar: exists(limited: true)),
            Keyword(
                "variables", "Variables that are set when the rule applies.", grammar: .variables(data: [])),
            Keyword("needs", "Needs that take the place of the job's.", grammar: .needs(allowing: [.job])),
            Keyword("auto_cancel", "Settings for the cancelling of pipelines.", grammar: .autoCancel),
            Keyword("when", "What happens when the rule applies.", assumed: "on_success", .optional(.known(when))),
            Keyword(
                "start_in", "How long a delayed job waits, at most a week.", .always(.present(), if: isDelayed),
                .always(.duration(limit: Duration.week), if: isDelayed)),
            Keyword("allow_failure", "Whether the job may fail.", .optional(.kind(.boolean))),
            Keyword("interruptible", "Whether a newer pipeline may cancel the job.", .optional(.kind(.boolean))),
        ]
        return Grammar(
            "rule", .map,
            checks: [
                .present, .always(.kind(.map)),
                .always(.forbidden(["start_in"])) { !isDelayed($0) },
            ], keys: keys, misplaced: Set(keys.map(\.name)).subtracting(allowed))
    }

    private static func rules(of rule: Grammar) -> Grammar {
        Grammar("rules", .list(of: rule), checks: [.present, .always(.kind(.list))])
    }

    static let jobRules = rules(
        of: rule(
            allowed: [
                "if", "changes", "exists", "when", "start_in", "allow_failure", "variables", "needs", "interruptible",
            ], when: ["on_success", "on_failure", "always", "never", "manual", "delayed"]))

    static let workflowRules = rules(
        of: rule(
            allowed: [
                "if", "changes", "exists", "when", "start_in", "allow_failure", "variables", "needs", "auto_cancel",
            ], when: ["always", "never"]))

    static let includeRules = rules(
        of: Grammar(
            "rule", .map, checks: [.present, .always(.kind(.map))],
            keys: [
                ifKeyword, changesKeyword,
                Keyword(
                    "exists", "Files of which one has to exist for the rule to apply.", grammar: exists(limited: false)),
                Keyword(
                    "when", "Whether the file is included when the rule applies.", assumed: "always",
                    .optional(.known(["never", "always"]))),
            ]))
}

extension Keyword {
    static let rules = Keyword(
        "rules", "Conditions that decide whether the job is part of a pipeline, and how.", .optional(.nestedMaps),
        grammar: .jobRules)
}
