import Diagnostics

extension Rule {
    /// Rules about which keys a map has. GitLab takes them for met where the value is no map, except that keys are missing.
    func keyViolations(_ value: ConfigValue?, in grammar: Grammar) -> [Violation] {
        let entries = value?.mapping?.entries ?? []
        switch self {
        case .exclusive(let keys):
            let found = entries.filter { $0.key.isAny(of: keys) }
            guard found.count > 1, let last = found.last else { return [] }
            let names = found.map(\.name)
            return [
                Violation(
                    "these keys cannot be used together: \(names.joined(separator: ", "))",
                    plain: "has \(PlainText.list(names, "and")), which exclude each other; keep one",
                    at: .span(last.keySpan), related: related(found.dropLast()))
            ]
        case .forbidden(let keys, let message, let ignoresNull):
            let found = entries.filter {
                $0.key.isAny(of: keys) && !(ignoresNull && $0.value.isNull)
            }
            guard let first = found.first else { return [] }
            let names = found.map(\.name).joined(separator: ", ")
            let plain = message == nil ? "has \"\(first.name)\", which is not allowed here" : nil
            return [
                Violation("\(message ?? "contains disallowed keys"): \(names)", plain: plain, at: .span(first.keySpan))
            ]
        case .required(let keys):
            let missing = keys.filter { key in !entries.contains { $0.key.isText(key) } }
            guard !missing.isEmpty else { return [] }
            return [
                Violation(
                    "missing required keys: \(missing.joined(separator: ", "))",
                    plain: "lacks \(PlainText.list(missing, "and"))")
            ]
        case .exactlyOne(let keys):
            let found = entries.filter { $0.key.isAny(of: keys) }
            guard found.count != 1 else { return [] }
            return [
                Violation(
                    "must use exactly one of these keys: \(keys.joined(separator: ", "))",
                    plain: "must have exactly one of \(PlainText.list(keys, "or")), but has "
                        + (found.isEmpty ? "none" : PlainText.list(found.map(\.name), "and")))
            ]
        default: return []
        }
    }

    private func related(_ entries: some Sequence<ConfigMapping.Entry>) -> [Diagnostic.Related] {
        entries.map { Diagnostic.Related($0.keySpan, "\"\($0.name)\" is here") }
    }

    /// Ruby's `join`, which goes into lists.
    private static func joined(_ values: [ConfigValue]) -> String {
        values.map { $0.sequence.map(joined) ?? RubyText.string($0) }.joined(separator: ", ")
    }

    /// Rules about values that can be listed.
    func listViolations(_ value: ConfigValue?) -> [Violation] {
        switch self {
        case .oneOf(let values, let message):
            // Rails takes a list whose members are all allowed.
            let members = value?.sequence ?? value.map { [$0] } ?? []
            let isListed = members.allSatisfy { $0.string.map(values.contains) ?? false }
            guard !isListed || (members.isEmpty && !(value?.isSequence ?? false)) else { return [] }
            return [choice(message ?? "is not included in the list", value, values)]
        case .known(let values):
            let text = value.map(RubyText.string) ?? ""
            guard !values.contains(text) else { return [] }
            return [choice("unknown value: \(text)", value, values)]
        case .knownMembers(let values):
            let unknown = (value?.sequence ?? []).filter { !($0.string.map(values.contains) ?? false) }
            guard let first = unknown.first else { return [] }
            let names = Self.joined(unknown)
            var violation = choice("contains unknown values: \(names)", first, values)
            violation.place = .span(first.span)
            return [violation]
        default: return []
        }
    }

    private func choice(_ message: String, _ value: ConfigValue?, _ values: [String]) -> Violation {
        let suggestion = value?.string.flatMap { Suggestion.nearest(to: $0, among: values) }
        var plain = "must be \(PlainText.list(values, "or")), but is \(PlainText.describe(value))"
        if values.count > 8 { plain = "has no such value as \(PlainText.describe(value))" }
        return Violation(
            message, plain: plain, help: suggestion.map { "did you mean \"\($0)\"?" }, replacement: suggestion)
    }

    /// Rules about the length of texts, lists and maps.
    func lengthViolations(_ value: ConfigValue?) -> [Violation] {
        switch self {
        case .length(let min, let max, let tooShort, let tooLong):
            let length = Self.length(value)
            if let min, length < min {
                return [Violation(tooShort ?? "is too short (minimum is \(min) characters)")]
            }
            // Rails holds an absent value for too long unless it may be absent.
            guard length > max || value?.isNull ?? true && tooLong != nil && min == nil else { return [] }
            let plain = "must be at most \(max) long, but is \(length)"
            return [
                Violation(tooLong ?? "is too long (maximum is \(max) characters)", plain: length > max ? plain : nil)
            ]
        case .minimumLength(let min, let message):
            return Self.length(value) < min ? [Violation(message, plain: "must not be empty")] : []
        default: return []
        }
    }

    private static func length(_ value: ConfigValue?) -> Int {
        switch value?.content {
        case .sequence(let members): members.count
        case .mapping(let map): map.count
        default: value.map { RubyText.string($0).unicodeScalars.count } ?? 0
        }
    }
}
