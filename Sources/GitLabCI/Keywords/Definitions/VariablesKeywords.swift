extension Grammar {
    /// - Parameter data: the keys that a variable may have in its long form; none where only plain values are allowed.
    static func variables(data: [String]) -> Grammar {
        let all = [
            Keyword("value", "The value.", .optional(.scalar)),
            Keyword("description", "Text that is shown when a pipeline is started by hand.", .optional(.alphanumeric)),
            Keyword(
                "expand", "Whether references to other variables in the value are replaced.", assumed: "true",
                .optional(.kind(.boolean))),
            Keyword("options", "Values to choose from when a pipeline is started by hand.", .optional(.strings)),
        ]
        // GitLab calls the parts of a long form `config value` and so on.
        let long = Grammar(
            "complex variable", .map,
            checks: [.always(.alphanumericKey), .always(.custom { violations(of: $0, all, allowed: data) })],
            keys: all.filter { data.contains($0.name) }.map { Keyword($0.name, $0.summary, assumed: $0.assumed) },
            isClosed: false)
        return Grammar(
            "variables",
            .names(
                of: Grammar(
                    "variable",
                    .choice(
                        [
                            Alternative(Grammar("simple variable", checks: [.always(.alphanumericKey)])) {
                                $0.isString || $0.isNumeric || $0.isBool
                            },
                            Alternative(.map, long),
                        ],
                        otherwise: Refusal("variable definition must be either a string or a hash", located: false)))),
            checks: [.always(.kind(.map))])
    }

    static let globalVariables = variables(data: ["value", "description", "expand", "options"])
    static let jobVariables = variables(data: ["value", "expand"])

    private static func violations(of value: ConfigValue, _ keys: [Keyword], allowed: [String]) -> [Violation] {
        guard let map = value.mapping else { return [] }
        var result: [Violation] = []
        let grammar = Grammar("")
        for keyword in keys {
            guard let part = map[keyword.name], !part.isNull else { continue }
            for check in keyword.checks {
                for var violation in check.rule.violations(part, in: grammar) {
                    violation.attribute = "config_" + keyword.name
                    violation.place = .valueOf(keyword.name)
                    violation.plain = violation.plain.map { "has a \"\(keyword.name)\" that \($0)" }
                    result.append(violation)
                }
            }
        }
        if allowed.isEmpty {
            let plain = "must be a plain value here, without \"value\" or other keys"
            result.append(Violation("must be a string", plain: plain))
        } else {
            let extra = map.entries.filter { !($0.key.string.map(allowed.contains) ?? false) }
            if let first = extra.first {
                let names = extra.map(\.name).joined(separator: ", ")
                result.append(
                    Violation(
                        "uses invalid data keys: \(names)",
                        plain: "may have only \(PlainText.list(allowed, "and")), but has \"\(first.name)\"",
                        at: .span(first.keySpan)))
            }
        }
        if let options = map["options"], !options.isBlank, !isOption(map["value"], of: options) {
            result.append(
                Violation(
                    "value must be present in options", plain: "has a value that is not among its options",
                    at: .key(map.contains("value") ? "value" : "options")))
        }
        return result
    }

    private static func isOption(_ value: ConfigValue?, of options: ConfigValue) -> Bool {
        guard let value else { return options.sequence?.contains(where: \.isNull) ?? false }
        if let text = options.string { return value.string.map { text.contains($0) } ?? false }
        if let map = options.mapping { return map.entries.contains { $0.key.text == RubyText.string(value) } }
        return options.sequence?.contains(value) ?? false
    }
}
