extension Grammar {
    static let jobInputs = Grammar(
        "inputs", .names(of: jobInput), checks: [.always(.kind(.map))])

    private static let jobInput = Grammar(
        "job input", .map,
        checks: [
            .always(.alphanumericKey), .always(.kind(.map)), .always(.custom(partViolations)),
            .always(.custom(inputViolations)),
        ],
        keys: [
            Keyword("default", "The value when none is given; required.", anchor: "inputs"),
            Keyword("description", "What the input is for.", anchor: "inputs"),
            Keyword("options", "The values that are allowed, at most 50.", anchor: "inputs"),
            Keyword("regex", "A pattern that the value has to match.", anchor: "inputs"),
            Keyword("type", "string, number, boolean or array.", assumed: "string", anchor: "inputs"),
        ])

    /// GitLab calls the parts of an input `input type` and so on.
    private static func partViolations(_ value: ConfigValue) -> [Violation] {
        let rules: [(String, Rule)] = [
            ("description", .alphanumeric), ("regex", .kind(.text)), ("type", .known(JobInput.typeNames)),
            ("options", .kind(.list)),
        ]
        let grammar = Grammar("")
        var result: [Violation] = []
        for (name, rule) in rules {
            guard let part = value[name], !part.isNull else { continue }
            for var violation in rule.violations(part, in: grammar) {
                violation.attribute = "input_" + name
                violation.place = .valueOf(name)
                violation.plain = violation.plain.map { "has a \"\(name)\" that \($0)" }
                result.append(violation)
            }
        }
        return result
    }

    private static func inputViolations(_ value: ConfigValue) -> [Violation] {
        var result: [Violation] = []
        if let options = value["options"] {
            if options.lengthOfOptions > 50 {
                result.append(Violation("cannot define more than 50 options", at: .key("options")))
            }
            if options.sequence?.contains(where: \.isNull) ?? false {
                result.append(Violation("options array cannot contain null values", at: .key("options")))
            }
        }
        if value.isMapping, value["default"]?.isNull ?? true {
            result.append(Violation("must have a default value", on: "", plain: "must have a \"default\""))
        }
        return result
    }
}

extension ConfigValue {
    fileprivate var lengthOfOptions: Int {
        switch content {
        case .sequence(let members): members.count
        case .mapping(let map): map.count
        case .string(let text): text.unicodeScalars.count
        default: 0
        }
    }
}
