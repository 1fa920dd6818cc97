extension Grammar {
    /// The values of `when` for jobs with a script.
    private static let jobWhen = ["on_success", "on_failure", "always", "manual", "delayed"]

    private static let hasRules: @Sendable (ConfigValue) -> Bool = { $0.mapping?.hasValue("rules") ?? false }

    private static let isDelayed: @Sendable (ConfigValue) -> Bool = { $0["when"]?.string == "delayed" }

    /// The checks that jobs with a script and jobs with a trigger share.
    private static let processableChecks: [Check] = [
        .present,
        .always(.exclusive(["script", "trigger"])),
        .always(.exclusive(["run", "trigger"])),
        .always(
            .forbidden(["only", "except", "start_in"], message: "key may not be used with `rules`", ignoresNull: true),
            if: hasRules),
    ]

    private static let extends = Keyword(
        "extends", "The jobs whose keys this job takes over.", .optional(.stringOrStrings))

    private static let resourceGroup = Keyword(
        "resource_group", "A name under which only one job runs at a time.", .optionalText)

    /// The keys that jobs with a script and jobs with a trigger share, in GitLab's order.
    private static let processableKeys: [Keyword] = [
        extends,
        Keyword(
            "stage", "The stage of the job.", assumed: "test",
            grammar: Grammar("stage", checks: [.always(.kind(.text))])),
        .only, .except, .rules,
        Keyword("variables", "Variables for this job.", anchor: "job-variables", grammar: .jobVariables),
        .inherit,
        Keyword("environment", "The environment to which the job deploys.", grammar: .environment),
        Keyword(
            "interruptible", "Whether a newer pipeline may cancel the job.", assumed: "false", grammar: .boolean,
            inherited: true),
        resourceGroup,
    ]

    /// A job with `script` or `run`.
    package static let job = Grammar(
        "job", .map,
        checks: processableChecks + [
            .always(.exclusive(["script", "run"])),
            .always(.exclusive(["before_script", "run"])),
            .always(.exclusive(["after_script", "run"])),
        ],
        keys: processableKeys + [
            .beforeScript,
            Keyword(
                "script", "The commands of the job.", .always(.present()) { !($0.mapping?.contains("run") ?? true) },
                grammar: .commands),
            .afterScript, .hooks, .cache, .image, .services,
            Keyword(
                "timeout", "How long the job may take.",
                grammar: Grammar("timeout", checks: [.always(.duration(limit: Duration.timeoutLimit))]),
                inherited: true),
            Keyword(
                "retry", "How often, and when, a failed job is tried again.", assumed: "0", grammar: .retry,
                inherited: true),
            Keyword(
                "tags", "The tags that a runner must have, at most 49.",
                grammar: Grammar("tags", checks: [.always(.strings), .always(.custom(tagViolations))]), inherited: true),
            .artifacts,
            Keyword(
                "needs", "The jobs that have to be done before, whatever their stage.",
                grammar: .needs(allowing: [.job, .crossDependency])),
            Keyword(
                "coverage", "A pattern that finds the coverage in the log.",
                grammar: Grammar("coverage", checks: [.always(.slashPattern)])),
            Keyword("release", "A release that the job makes.", grammar: .release),
            Keyword(
                "parallel", "How many times the job runs at once, or with which combinations of variables.",
                grammar: .parallel(allowsNumber: true)),
            Keyword(
                "allow_failure", "Whether the pipeline goes on when the job fails.", assumed: "false",
                .optional(.kinds([.map, .boolean], "a hash or a boolean value")), grammar: allowFailure),
            .idTokens, .publish, .pages,
            Keyword("inputs", "Values that are asked for when the job is started by hand.", grammar: .jobInputs),
            .secrets,
            Keyword(
                "dast_configuration", "Profiles for DAST.",
                grammar: Grammar(
                    "dast configuration", .map, checks: [.always(.kind(.map))],
                    keys: [
                        Keyword("site_profile", "The profile of the site.", .optionalText),
                        Keyword("scanner_profile", "The profile of the scanner.", .optionalText),
                    ])),
            Keyword(
                "when", "When the job runs.", assumed: "on_success", .optionalText, .optional(.when(jobWhen))),
            Keyword(
                "dependencies", "The jobs whose artifacts are fetched.", assumed: "all jobs of earlier stages",
                .optional(.strings)),
            Keyword("manual_confirmation", "The question that is asked before a manual job starts.", .optionalText),
            .run,
            Keyword(
                "start_in", "How long a delayed job waits, at most a week.",
                .always(.duration(limit: Duration.week), if: isDelayed),
                .always(.absent()) { ($0.mapping?.contains("rules") ?? false) || !isDelayed($0) }),
            Keyword(
                "identity", "With which identity the job logs in to a cloud.",
                grammar: Grammar("identity", checks: [.always(.kind(.text)), .always(.when(["google_cloud"]))])),
        ],
        late: [LateCheck(dependencyViolations), LateCheck(inputViolations)])

    private static let allowFailure = Grammar(
        "allow failure", .map,
        keys: [
            Keyword("exit_codes", "The exit codes that are allowed.", .optional(.integerOrIntegers))
        ])

    /// A job with `trigger` or `needs` and no script.
    package static let bridge = Grammar(
        "bridge", .map, checks: processableChecks,
        keys: processableKeys + [
            Keyword("trigger", "The pipeline that the job starts.", grammar: .trigger),
            Keyword(
                "needs", "The jobs that have to be done before, or a pipeline whose status the job mirrors.",
                grammar: .needs(allowing: [.job, .bridge])),
            Keyword(
                "parallel", "With which combinations of variables the job runs.",
                grammar: .parallel(allowsNumber: false)),
            Keyword(
                "when", "When the job runs.", assumed: "on_success", .optionalText,
                .optional(.when(["on_success", "on_failure", "always", "manual"]))),
            Keyword(
                "allow_failure", "Whether the pipeline goes on when the job fails.", assumed: "false",
                .optional(.kind(.boolean))),
        ],
        late: [LateCheck(bridgeViolations)])

    /// A name that begins with a dot makes a template. Only emptiness is wrong with it.
    static let hiddenJob = Grammar("hidden", checks: [.present])

    // MARK: Checks of jobs

    private static func tagViolations(_ value: ConfigValue) -> [Violation] {
        guard let members = value.sequence, TagList.count(members) >= TagList.limit else { return [] }
        return [
            Violation(
                "must be less than the limit of 50 tags",
                plain: "has \(members.count) tags, but fewer than 50 are allowed")
        ]
    }

    private static func dependencyViolations(_ situation: LateCheck.Situation) -> [Violation] {
        guard let dependencies = situation.value["dependencies"], !dependencies.isBlank,
            let names = dependencies.sequence, let needs = situation.valid("needs")
        else { return [] }
        let members = needs.flattened
        let jobs = members.filter { NeedKind.of($0) == .job }
        if members.allSatisfy({ NeedKind.of($0) == nil }) { return [] }
        if jobs.isEmpty {
            guard members.contains(where: { NeedKind.of($0) == .crossDependency }) else { return [] }
            let plain = "has needs of other pipelines only, so \"dependencies\" can name no job"
            return [
                Violation(
                    "corresponding to dependencies must be from the same pipeline", on: "needs", plain: plain,
                    at: .valueOf("dependencies"))
            ]
        }
        let needed = Set(jobs.compactMap { $0.string ?? $0["job"]?.string })
        let missing = names.filter { !($0.string.map(needed.contains) ?? false) }
        guard let first = missing.first else { return [] }
        let list = missing.map(RubyText.string)
        let plain = "names \(PlainText.list(list, "and")) in \"dependencies\", but not in \"needs\"; add the name there"
        return [
            Violation(
                "the \(list.joined(separator: ", ")) should be part of needs", on: "dependencies", plain: plain,
                at: .span(first.span))
        ]
    }

    private static func inputViolations(_ situation: LateCheck.Situation) -> [Violation] {
        guard let inputs = situation.valid("inputs")?.mapping else { return [] }
        if inputs.count > 50 {
            return [
                Violation(
                    "has too many entries (maximum 50)", on: "inputs",
                    plain: "has \(inputs.count) inputs, but at most 50 are allowed",
                    at: .key("inputs"))
            ]
        }
        return inputs.entries.flatMap { entry in
            JobInput.faults(entry.value).map { fault in
                Violation(
                    "`\(entry.name)`: \(fault.message)", on: "inputs",
                    plain: "has a wrong input \"\(entry.name)\": \(fault.message)",
                    at: .span(entry.value[fault.key]?.span ?? entry.keySpan))
            }
        }
    }

    private static func bridgeViolations(_ situation: LateCheck.Situation) -> [Violation] {
        let hasTrigger = situation.isOpen && situation.value.mapping?.hasValue("trigger") ?? false
        let upstream = (situation.valid("needs").map(\.flattened) ?? []).filter { NeedKind.of($0) == .bridge }
        var result: [Violation] = []
        if !hasTrigger, upstream.isEmpty {
            let plain = "has neither \"script\" nor \"trigger\" nor \"needs:pipeline\" that GitLab can use"
            result.append(Violation("should contain either a trigger or a needs:pipeline", plain: plain))
        }
        if upstream.count > 1 {
            result.append(
                Violation(
                    "should contain at most one bridge need", plain: "can mirror one pipeline only",
                    at: .span(upstream[1].span)))
        }
        return result
    }
}
