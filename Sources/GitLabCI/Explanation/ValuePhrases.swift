import Diagnostics

/// Puts a grammar into words: what kinds of values there may be, and within which limits.
struct ValuePhrases {
    private var found: [String] = []
    private(set) var limits: [String] = []

    /// Without those that another one says better.
    var types: [String] {
        found.filter { type in
            if type == "text", found.contains("one of the values") { return false }
            let isSaidBetter = found.contains { other in
                [" of", " or", ","].contains { other.hasPrefix(type + $0) }
            }
            return !isSaidBetter
        }
    }

    mutating func add(_ keyword: Keyword) {
        for check in keyword.checks { add(check) }
        if let grammar = keyword.grammar { add(grammar, depth: 0) }
    }

    private mutating func add(_ grammar: Grammar, depth: Int) {
        for check in grammar.checks { add(check) }
        guard depth < 4 else { return }
        switch grammar.shape {
        case .leaf: break
        case .map: type("a map")
        case .names: type("a map of names that you choose")
        case .list(let member):
            var inner = ValuePhrases()
            inner.add(member, depth: depth + 1)
            addList(of: inner.types)
            for limit in inner.limits { self.limit(limit) }
        case .choice(let alternatives, _):
            for alternative in alternatives {
                let before = found.count
                add(alternative.grammar, depth: depth + 1)
                if found.count == before { for kind in Self.kinds(of: alternative) { type(kind) } }
            }
        }
    }

    /// A list; where no check of its own asks for one, a member may stand without it.
    private mutating func addList(of members: [String]) {
        let member = members.joined(separator: " or ")
        guard found.contains(where: { $0.contains("a list") }) else {
            for text in members { type(text) }
            type("a list of them")
            return
        }
        if member.isEmpty || (member == "a map" && found.contains { $0.hasPrefix("a list of maps") }) { return }
        found.removeAll { $0 == "a list of maps" }
        type("a list, each member \(member)")
    }

    /// What an alternative takes, found out by trying.
    private static func kinds(of alternative: Grammar.Alternative) -> [String] {
        let place = SourceSpan.start(of: SourceFile(name: "", text: ""))
        let samples: [(ConfigValue.Content, ValueKind)] = [
            (.string("a"), .text), (.integer(1), .integer), (.bool(true), .boolean), (.sequence([]), .list),
            (.mapping(ConfigMapping()), .map),
        ]
        return samples.filter { alternative.takes(ConfigValue($0.0, at: place)) }.map(\.1.plainName)
    }

    private mutating func type(_ text: String) { if !found.contains(text) { found.append(text) } }

    private mutating func limit(_ text: String) { if !limits.contains(text) { limits.append(text) } }

    private mutating func add(_ check: Check) {
        if let text = Self.type(check.rule) { type(text) }
        if let text = Self.limit(check.rule, isList: types.contains { $0.hasPrefix("a list") }),
            check.condition == nil || Self.holdsAnyway(check.rule)
        {
            limit(text)
        }
    }

    /// Rules whose condition only asks whether the value is of the kind that they are about.
    private static func holdsAnyway(_ rule: Rule) -> Bool {
        switch rule {
        case .duration, .wholeNumber, .length: true
        default: false
        }
    }

    private static func type(_ rule: Rule) -> String? {
        switch rule {
        case .kind(let kind, _): kind.plainName
        case .kinds(let kinds, _): kinds.map(\.plainName).joined(separator: " or ")
        case .strings, .stringsWithoutStar: "a list of texts"
        case .stringOrStrings: "text or a list of texts"
        case .integerOrIntegers: "a whole number or a list of whole numbers"
        case .maps: "a list of maps"
        case .nestedStrings(let allowsText):
            (allowsText ? "text, or " : "") + "a list of texts, nested up to \(Nesting.limit) levels deep"
        case .nestedMaps: "a list of maps, nested up to \(Nesting.limit) levels deep"
        case .stringsOrPatterns: "a list of texts or patterns between slashes"
        case .duration(_, let allowsNever, _): "a duration such as \"3h 30m\"" + (allowsNever ? ", or never" : "")
        case .slashPattern: "a pattern between slashes, in the syntax of RE2"
        case .expression: "an expression such as $CI_COMMIT_BRANCH == \"main\""
        case .expressions: "a list of expressions"
        case .cacheKey: "text without slashes"
        case .wholeNumber: "a whole number"
        case .scalar: "text, a number or a boolean"
        case .alphanumeric: "text or a whole number"
        case .alphanumericKey: nil
        case .matrixVariables: "a map of variables, each with a value or a list of values"
        case .oneOf, .known: "one of the values"
        case .knownMembers: "a list of the values"
        case .schema(let schema): type(schema)
        case .present, .absent, .length, .minimumLength, .format, .exclusive, .forbidden, .required, .exactlyOne,
            .custom:
            nil
        }
    }

    /// The type of a JSON schema in plain words.
    private static func type(_ schema: JSONSchema) -> String? {
        let names = schema.constraints.flatMap { constraint -> [String] in
            switch constraint {
            case .type(let name): [name]
            case .types(let names): names
            default: []
            }
        }
        let kinds = ["object": "a map", "array": "a list", "string": "text", "boolean": "true or false"]
        return names.isEmpty ? nil : names.map { kinds[$0] ?? $0 }.joined(separator: " or ")
    }

    private static func limit(_ rule: Rule, isList: Bool) -> String? {
        switch rule {
        case .length(let min, let max, _, _):
            let unit = isList ? "entries" : "characters"
            return min.map { $0 > 0 ? "from \($0) to \(max) \(unit)" : nil } ?? "at most \(max) \(unit)"
        case .minimumLength(let min, _): return "at least \(min) \(min == 1 ? "entry" : "entries")"
        case .duration(let limit?, _, _): return "at most \(Int(limit / 86400)) days"
        case .wholeNumber(let range): return "from \(range.lowerBound) to \(range.upperBound)"
        case .exclusive(let keys): return "only one of \(PlainText.list(keys, "and"))"
        case .required(let keys): return "needs \(PlainText.list(keys, "and"))"
        case .exactlyOne(let keys): return "exactly one of \(PlainText.list(keys, "and"))"
        case .format(_, let plain, _): return plain
        default: return nil
        }
    }
}
