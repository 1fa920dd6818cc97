extension Grammar {
    private static let artifacts_ = Keyword(
        "artifacts", "Whether the artifacts of the needed job are fetched.", assumed: "true",
        .optional(.kind(.boolean)))

    private static func text(_ name: String, _ summary: String) -> Keyword {
        Keyword(name, summary, .always(.kind(.text)), .present)
    }

    private static let need = Grammar(
        "need",
        .choice(
            [
                Alternative(.text, Grammar("job string", checks: [.present, .always(.kind(.text))])),
                Alternative(
                    Grammar(
                        "job hash", .map, checks: [.present],
                        keys: [
                            text("job", "The job that has to be done before."), artifacts_,
                            Keyword(
                                "optional", "Whether the needed job may be missing.", assumed: "false",
                                .optional(.kind(.boolean))),
                            Keyword(
                                "parallel", "Which of the parallel jobs are needed.",
                                grammar: .parallel(allowsNumber: true)),
                        ])
                ) { NeedKind.of($0) == .job },
                Alternative(
                    Grammar(
                        "cross pipeline dependency", .map, checks: [.present],
                        keys: [
                            text("pipeline", "The pipeline to fetch artifacts from."),
                            text("job", "The job of that pipeline."), artifacts_,
                        ])
                ) { NeedKind.of($0) == .crossDependency && isOtherPipeline($0) },
                Alternative(
                    Grammar(
                        "bridge hash", .map, checks: [.present],
                        keys: [text("pipeline", "The project whose pipeline status the job mirrors.")])
                ) { NeedKind.of($0) == .bridge },
                Alternative(
                    .map,
                    Grammar(
                        "cross project dependency", .map, checks: [.present],
                        keys: [
                            text("project", "The project to fetch artifacts from."),
                            text("ref", "The branch or tag of that project."),
                            text("job", "The job of that project."), artifacts_,
                        ])),
            ], otherwise: Refusal("has an unsupported type")))

    private static func isOtherPipeline(_ value: ConfigValue) -> Bool {
        guard let map = value.mapping else { return false }
        return map.contains("job") && map.contains("pipeline") && !map.contains("project")
    }

    static func needs(allowing allowed: [NeedKind]) -> Grammar {
        Grammar(
            "needs", .list(of: need), checks: [.always(.custom(needsViolations))],
            late: [
                LateCheck { situation in
                    guard situation.isOpen else { return [] }
                    let members = situation.value.flattened
                    var kinds: [NeedKind] = []
                    for member in members {
                        guard let kind = NeedKind.of(member), !kinds.contains(kind) else { continue }
                        kinds.append(kind)
                    }
                    let extra = kinds.filter { !allowed.contains($0) }
                    var result: [Violation] = []
                    if !extra.isEmpty {
                        let culprit = members.first { NeedKind.of($0).map(extra.contains) ?? false }
                        result.append(
                            Violation(
                                "uses invalid types: \(extra.map(\.rawValue).joined(separator: ", "))",
                                plain: plain(extra), at: culprit.map { .span($0.span) } ?? .value))
                    }
                    let others = members.filter { $0.mapping.map { $0.hasTruth("pipeline") } ?? false }
                        .filter { NeedKind.of($0) == .crossDependency && isOtherPipeline($0) }
                    if others.count > 5 {
                        result.append(
                            Violation(
                                "must be less than or equal to 5",
                                plain: "has \(others.count) jobs of other pipelines, but at most 5 are allowed",
                                at: .span(others[5].span)))
                    }
                    return result
                }
            ])
    }

    private static func plain(_ extra: [NeedKind]) -> String {
        extra.contains(.bridge)
            ? "has a member without \"job\": only a job with trigger can mirror a pipeline"
            : "cannot have jobs of other pipelines or projects here"
    }

    private static func needsViolations(_ value: ConfigValue) -> [Violation] {
        guard value.isMapping || value.isSequence else {
            return [Violation("can only be a Hash or an Array", plain: PlainText.mustBe("a list or a map", value))]
        }
        var result: [Violation] = []
        if value.mapping?.isEmpty ?? false {
            result.append(Violation("can not be an empty Hash", plain: "must not be an empty map"))
        }
        let members = value.sequence ?? [value]
        if let culprit = members.first(where: { $0["parallel"]?.isNumeric ?? false }) {
            result.append(
                Violation(
                    "cannot use \"parallel: <number>\".",
                    plain: "can pick jobs of a matrix only; name the part instead, such as \"job 1/3\"",
                    at: .span(culprit["parallel"]?.span ?? culprit.span)))
        }
        return result
    }
}

extension ConfigMapping {
    /// Whether the key has a value that Ruby takes for true.
    func hasTruth(_ name: String) -> Bool {
        guard let value = self[name] else { return false }
        return !value.isNull && value.bool != false
    }
}
