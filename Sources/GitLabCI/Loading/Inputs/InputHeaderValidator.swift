import Diagnostics

/// Checks the definition of one input in a header.
///
/// Source: `Gitlab::Ci::Config::Header::Input` of GitLab 18.11. https://docs.gitlab.com/ci/inputs/
struct InputHeaderValidator {
    private static let keys = ["default", "description", "options", "regex", "type", "rules"]
    private static let ruleKeys = ["if", "options", "default"]
    static let types = ["array", "boolean", "number", "string"]
    private static let optionLimit = 50

    func problems(of entry: ConfigMapping.Entry) -> [HeaderProblem] {
        var problems: [HeaderProblem] = []
        // GitLab calls an entry without a name by its kind.
        let place = "header:spec:inputs:\(entry.name.isBlank ? "input" : entry.name)"
        func add(_ message: String, _ span: SourceSpan) {
            problems.append(HeaderProblem("\(place) \(message)".lowercased(), at: span))
        }
        switch entry.key {
        case .string, .integer: break
        default: add("key must be an alphanumeric string", entry.keySpan)
        }
        if entry.value.isNull { return problems }
        guard let input = entry.value.mapping else {
            // GitLab checks this twice and says so twice.
            add("config should be a hash", entry.value.span)
            add("config should be a hash", entry.value.span)
            return problems
        }
        checkAttributes(input, add)
        checkKeys(input, add)
        if problems.isEmpty, let rules = input["rules"], !rules.isNull { problems += checkRules(rules, of: entry) }
        return problems
    }

    private func checkAttributes(_ input: ConfigMapping, _ add: (String, SourceSpan) -> Void) {
        if let description = input["description"], !description.isNull, !description.isString, !description.isInteger {
            add("input description must be an alphanumeric string", description.span)
        }
        if let regex = input["regex"], !regex.isNull, !regex.isString {
            add("input regex should be a string", regex.span)
        }
        if let type = input["type"], !type.isNull, !Self.types.contains(RubyText.string(type)) {
            add("input type unknown value: \(RubyText.string(type))", type.span)
        }
        guard let options = input["options"], !options.isNull else { return }
        if !options.isSequence { add("input options should be an array", options.span) }
        if HeaderValidator.length(options) > Self.optionLimit {
            add("config cannot define more than \(Self.optionLimit) options", options.span)
        }
        if let null = options.sequence?.first(where: \.isNull) {
            add("config options array cannot contain null values", null.span)
        }
    }

    private func checkKeys(_ input: ConfigMapping, _ add: (String, SourceSpan) -> Void) {
        let unknown = input.entries.filter { !Self.keys.contains($0.name) }
        if let first = unknown.first {
            add("config contains unknown keys: \(unknown.map(\.name).joined(separator: ", "))", first.keySpan)
        }
        for pair in [["rules", "options"], ["rules", "default"]] {
            let present = input.entries.filter { $0.key.string.map(pair.contains) ?? false }
            if present.count > 1 {
                add(
                    "config these keys cannot be used together: \(present.map(\.name).joined(separator: ", "))",
                    present[1].keySpan)
            }
        }
    }

    private func checkRules(_ rules: ConfigValue, of entry: ConfigMapping.Entry) -> [HeaderProblem] {
        guard rules.isSequence else {
            let message = "header:spec:inputs:\(entry.name):rules config should be an array".lowercased()
            return [HeaderProblem(message, at: rules.span)]
        }
        return rules.flattened.flatMap { rule in
            checkRule(rule).map { HeaderProblem(Self.ruleMessage($0, input: entry.name), at: rule.span) }
        }
    }

    /// GitLab turns the place of a rule into the name of its input, of which it only takes the last word: `my-size`
    /// becomes ``my-`size` input``.
    private static func ruleMessage(_ message: String, input: String) -> String {
        let input = input.lowercased()
        let message = message.lowercased()
        let word = input.reversed().prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard !word.isEmpty else { return "header:spec:inputs:\(input):rules:rule \(message)" }
        let place = word.count == input.count ? "" : "header:spec:inputs:" + input.dropLast(word.count)
        let said = message.hasPrefix("config ") ? message.dropFirst("config ".count) : message[...]
        return "\(place)`\(String(word.reversed()))` input: \(said)"
    }

    private func checkRule(_ rule: ConfigValue) -> [String] {
        if rule.isNull { return [] }
        guard let mapping = rule.mapping else {
            return (rule.isBlank ? ["config can't be blank"] : []) + ["config should be a hash"]
        }
        var problems: [String] = []
        if mapping.isEmpty { problems.append("config can't be blank") }
        let unknown = mapping.entries.filter { !Self.ruleKeys.contains($0.name) }
        if !unknown.isEmpty {
            problems.append("config contains unknown keys: \(unknown.map(\.name).joined(separator: ", "))")
        }
        if let condition = mapping["if"], !condition.isNull,
            !(condition.string.map(LoadingExpressions.isValid) ?? false)
        {
            problems.append("if invalid expression syntax")
        }
        if let options = mapping["options"], !options.isNull, !options.isSequence {
            problems.append("options should be an array")
        }
        return problems.isEmpty ? checkChoice(mapping) : problems
    }

    private func checkChoice(_ rule: ConfigMapping) -> [String] {
        let options = rule["options"]?.sequence ?? []
        if options.count > Self.optionLimit { return ["config cannot define more than \(Self.optionLimit) options"] }
        guard let fallback = rule["default"] else {
            return ["rule must define 'options' with at least one value and a 'default'"]
        }
        if !options.isEmpty, !options.contains(fallback) {
            return ["default '\(RubyText.string(fallback))' must be one of the options"]
        }
        return []
    }
}
