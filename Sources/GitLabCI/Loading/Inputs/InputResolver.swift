import Diagnostics

/// Gives every input of a file its value: what the includer provides, or the default.
///
/// Source: `Ci::Inputs` of GitLab 18.11. https://docs.gitlab.com/ci/inputs/
struct InputResolver {
    private let provided: ConfigMapping
    private let usesStandIns: Bool
    private var problems: [HeaderProblem] = []
    private var values: [String: ConfigValue] = [:]

    /// - Parameters:
    ///   - definitions: the value of `spec:inputs`.
    ///   - provided: the value of `include:inputs`.
    ///   - usesStandIns: whether required inputs without a value get one that merely has the right type.
    ///   - place: where inputs are provided, or where they could be.
    /// - Throws: one error with the first three problems.
    static func resolve(
        _ definitions: ConfigMapping, provided: ConfigMapping, usesStandIns: Bool = false, at place: SourceSpan
    ) throws(LoadingError) -> [String: ConfigValue] {
        var resolver = InputResolver(provided: provided, usesStandIns: usesStandIns)
        var unspecified: [HeaderProblem] = []
        var names: Set<String> = []
        for entry in definitions.entries {
            guard let input = InputDefinition(entry) else {
                let types = InputHeaderValidator.types.joined(separator: ", ")
                unspecified.append(
                    HeaderProblem(
                        "unknown input specification for `\(entry.name)` (valid types: \(types))", at: entry.keySpan))
                continue
            }
            names.insert(input.name)
            resolver.resolve(input)
        }
        let unknown = provided.entries.filter { !names.contains($0.name) }
        var problems: [HeaderProblem] = []
        if let first = unknown.first {
            let list = unknown.map(\.name).joined(separator: ", ")
            problems.append(HeaderProblem("unknown input arguments: \(list)", at: first.keySpan))
        }
        problems += unspecified + resolver.problems
        if let error = LoadingError("inputs", problems) { throw error }
        return resolver.values
    }

    private init(provided: ConfigMapping, usesStandIns: Bool) {
        self.provided = provided
        self.usesStandIns = usesStandIns
    }

    private mutating func resolve(_ input: InputDefinition) {
        var argument = provided[input.name]
        if argument?.isNull ?? false { argument = nil }
        if argument?.string?.isEmpty ?? false, input.rules != nil { argument = nil }
        let rule = matchingRule(of: input)
        let fallback = rule?["default"].flatMap { $0.isNull ? nil : $0 } ?? input.defaultValue
        if usesStandIns, input.isRequired, argument == nil {
            values[input.name] = input.standIn
            return
        }
        if input.isRequired, argument == nil {
            add("required value has not been provided", input, at: input.nameSpan)
        } else {
            let options = rule?["options"].flatMap(\.sequence) ?? input.options
            if !input.isRequired, let fallback, !fallback.isNull {
                check(fallback, input, options, isDefault: true)
            }
            if let argument { check(argument, input, options, isDefault: false) }
        }
        values[input.name] = Self.coerced(argument ?? fallback, input)
    }

    /// The first rule whose condition holds for the inputs that are known so far.
    private func matchingRule(of input: InputDefinition) -> ConfigMapping? {
        guard let rules = input.rules else { return nil }
        var known = values
        for entry in provided.entries where known[entry.name] == nil { known[entry.name] = entry.value }
        return rules.first { rule in
            guard let condition = rule["if"], !condition.isNull, condition.bool != false else { return true }
            return condition.string.map { LoadingExpressions.holds($0, inputs: known) } ?? false
        }
    }

    private mutating func check(
        _ value: ConfigValue, _ input: InputDefinition, _ options: [ConfigValue]?, isDefault: Bool
    ) {
        let value = Self.coerced(value, input)
        let which = isDefault ? "default" : "provided"
        switch input.kind {
        case .array:
            if !value.isSequence { add("\(which) value is not an array", input, at: value.span) }
            refuse(options, input)
        case .boolean:
            if !value.isBool { add("\(which) value is not a boolean", input, at: value.span) }
            refuse(options, input)
        case .number:
            if !value.isNumeric { add("\(which) value is not a number", input, at: value.span) }
            if let options, !value.isNull, value.bool != false, !options.contains(value) {
                add(
                    "`\(RubyText.string(value))` cannot be used because it is not in the list of the allowed options",
                    input, at: value.span)
            }
        case .string:
            if let options, !options.contains(where: { RubyText.string($0) == value.string }) {
                add(
                    "`\(value.string ?? "")` cannot be used because it is not in the list of allowed options", input,
                    at: value.span)
            }
        }
        checkPattern(value, input, which)
    }

    private mutating func refuse(_ options: [ConfigValue]?, _ input: InputDefinition) {
        guard input.options != nil else { return }
        add("Options can only be used with string and number inputs", input, at: input.nameSpan)
    }

    private mutating func checkPattern(_ value: ConfigValue, _ input: InputDefinition, _ which: String) {
        guard let regex = input.regex else { return }
        guard input.kind == .string else {
            return add("RegEx validation can only be used with string inputs", input, at: regex.span)
        }
        guard let text = value.string else { return }
        switch LoadingExpressions.matches(regex.string ?? "", text) {
        case true?: break
        case false?:
            add("\(which) value does not match required RegEx pattern", input, at: value.span)
        case nil:
            add("invalid regular expression", input, at: regex.span)
        }
    }

    private mutating func add(_ message: String, _ input: InputDefinition, at span: SourceSpan) {
        problems.append(HeaderProblem("`\(input.name)` input: \(message)", at: span))
    }

    /// A string input takes any value as text; for the others, text that is JSON counts as what it says.
    private static func coerced(_ value: ConfigValue?, _ input: InputDefinition) -> ConfigValue {
        guard let value else { return ConfigValue(input.kind == .string ? .string("") : .null, at: input.nameSpan) }
        if input.kind == .string { return value.replacing(.string(RubyText.string(value))) }
        guard let text = value.string else { return value }
        return JSONText.parse(text, at: value.span) ?? value
    }
}
