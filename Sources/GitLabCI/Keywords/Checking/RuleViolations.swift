extension Rule {
    /// What is wrong with a value.
    ///
    /// - Parameters:
    ///   - value: nil where the key is absent; the same as null for GitLab.
    ///   - grammar: the map whose keys are checked, for suggestions.
    func violations(_ value: ConfigValue?, in grammar: Grammar) -> [Violation] {
        switch self {
        case .kind(let kind, let message):
            guard !(value.map(kind.includes) ?? false) else { return [] }
            return [Violation(message ?? "should be \(kind.rubyName)", plain: mustBe(kind.plainName, value))]
        case .kinds(let kinds, let text):
            guard !(value.map { value in kinds.contains { $0.includes(value) } } ?? false) else { return [] }
            let plain = kinds.map(\.plainName).joined(separator: " or ")
            return [Violation("should be \(text)", plain: mustBe(plain, value))]
        case .present(let message):
            guard value?.isBlank ?? true else { return [] }
            return [Violation(message ?? "can't be blank", plain: message == nil ? mustNotBeBlank(value) : nil)]
        case .absent(let message):
            guard !(value?.isBlank ?? true) else { return [] }
            return [Violation(message ?? "must be blank")]
        case .custom(let check): return value.map(check) ?? []
        case .exclusive, .forbidden, .required, .exactlyOne: return keyViolations(value, in: grammar)
        case .oneOf, .known, .knownMembers: return listViolations(value)
        case .length, .minimumLength: return lengthViolations(value)
        default: return contentViolations(value)
        }
    }

    private func contentViolations(_ value: ConfigValue?) -> [Violation] {
        switch self {
        case .strings:
            return isStrings(value) ? [] : [Violation("should be an array of strings", plain: mustBeStrings(value))]
        case .stringsWithoutStar:
            guard isStrings(value) else {
                return [Violation("should be an array of strings", plain: mustBeStrings(value))]
            }
            let hasStar = value?.sequence?.contains { $0.string?.contains("*") ?? false } ?? false
            return hasStar ? [Violation("can't contain '*' when used with 'expose_as'")] : []
        case .stringOrStrings:
            guard !(value?.isString ?? false), !isStrings(value) else { return [] }
            return [
                Violation("should be an array of strings or a string", plain: mustBe("text or a list of texts", value))
            ]
        case .integerOrIntegers:
            let isList = value?.sequence?.allSatisfy(\.isInteger) ?? false
            guard !(value?.isInteger ?? false), !isList else { return [] }
            let plain = mustBe("a whole number or a list of whole numbers", value)
            return [Violation("should be an array of integers or an integer", plain: plain)]
        case .maps:
            guard !(value?.sequence?.allSatisfy(\.isMapping) ?? false) else { return [] }
            return [Violation("should be an array of hashes", plain: mustBe("a list of maps", value))]
        case .nestedStrings(let allowsText):
            return nestedStringsViolations(value, allowsText: allowsText)
        case .nestedMaps:
            guard !Nesting.holds(value, levels: Nesting.limit, leaf: \.isMapping) else { return [] }
            let message = "should be an array containing hashes and arrays of hashes"
            return [
                Violation(message, plain: mustBe("a list of maps", value), at: Nesting.place(value, leaf: \.isMapping))
            ]
        case .stringsOrPatterns:
            return stringsOrPatternsViolations(value)
        case .duration(let limit, let allowsNever, let allowsVariable):
            return durationViolations(value, limit: limit, allowsNever: allowsNever, allowsVariable: allowsVariable)
        case .slashPattern:
            return slashPatternViolations(value)
        case .expression:
            return value.map(expressionViolations) ?? [Violation("invalid expression syntax")]
        case .expressions:
            return (value?.sequence ?? []).flatMap(expressionViolations)
        case .cacheKey:
            return cacheKeyViolations(value)
        case .wholeNumber(let range):
            return wholeNumberViolations(value, in: range)
        case .scalar:
            guard !(value.map { $0.isString || $0.isNumeric || $0.isBool } ?? false) else { return [] }
            return [Violation("must be a scalar", plain: mustBe("text, a number or a boolean", value))]
        case .alphanumeric:
            guard !(value.map { $0.isString || $0.isInteger } ?? false) else { return [] }
            return [Violation("must be an alphanumeric string", plain: mustBe("text or a whole number", value))]
        case .format(let message, let plain, let test):
            let text = value.map(RubyText.string) ?? ""
            return test(text) ? [] : [sentence(Violation(message, plain: "\"\(text)\" \(plain)"))]
        case .schema(let schema):
            guard let value else { return [] }
            return schema.errors(in: value).map { sentence(Violation($0.message, at: .span($0.span))) }
        case .matrixVariables:
            return matrixVariablesViolations(value)
        default: return []
        }
    }

    private func sentence(_ violation: Violation) -> Violation {
        var copy = violation
        copy.isSentence = true
        return copy
    }

    // MARK: Details

    private func isStrings(_ value: ConfigValue?) -> Bool { value?.sequence?.allSatisfy(\.isString) ?? false }

    private func mustBeStrings(_ value: ConfigValue?) -> String? {
        if let member = value?.sequence?.first(where: { !$0.isString }) {
            return "must be a list of texts, but has \(PlainText.describe(member)) in it"
        }
        return mustBe("a list of texts", value)
    }

    private func mustBe(_ expected: String, _ value: ConfigValue?) -> String {
        "must be \(expected), but is \(PlainText.describe(value))"
    }

    private func mustNotBeBlank(_ value: ConfigValue?) -> String {
        (value?.isNull ?? true) ? "is missing or has no value" : "must not be empty"
    }

    private func nestedStringsViolations(_ value: ConfigValue?, allowsText: Bool) -> [Violation] {
        if allowsText, value?.isString ?? false { return [] }
        guard !Nesting.holds(value, levels: Nesting.limit, leaf: \.isString) else { return [] }
        let start = allowsText ? "a string or" : "an array of strings or"
        let culprit = Nesting.culprit(value, leaf: \.isString)
        var help: String?
        if let map = culprit?.mapping, let entry = map.entries.first {
            help = "\"\(entry.name): …\" was read as a map; put the whole line in quotes"
        }
        let plain =
            culprit.map { culprit in
                let isWhole = culprit.span == value?.span
                let found = PlainText.describe(culprit)
                return isWhole
                    ? mustBe("text or a list of texts", culprit) : "must be a list of texts, but has \(found) in it"
            } ?? "has lists nested more than \(Nesting.limit) levels deep"
        return [
            Violation(
                "should be \(start) a nested array of strings up to \(Nesting.limit) levels deep", plain: plain,
                help: help,
                at: Nesting.place(value, leaf: \.isString))
        ]
    }

    private func stringsOrPatternsViolations(_ value: ConfigValue?) -> [Violation] {
        let message = "should be an array of strings or regular expressions using re2 syntax"
        guard let members = value?.sequence else { return [Violation(message, plain: mustBeStrings(value))] }
        for member in members {
            guard let text = member.string else {
                return [Violation(message, plain: mustBeStrings(value), at: .span(member.span))]
            }
            if let parts = SlashPattern.parts(of: text), let error = RE2.syntaxError(in: parts.expression) {
                return [
                    Violation(
                        message, plain: "has a pattern that RE2 refuses: \(error.message)", at: .span(member.span))
                ]
            }
        }
        return []
    }

    private func durationViolations(
        _ value: ConfigValue?, limit: Double?, allowsNever: Bool, allowsVariable: Bool
    ) -> [Violation] {
        if allowsVariable, let value, ExpandableVariable.occurs(in: RubyText.string(value)) { return [] }
        if allowsNever, let text = value?.string, text.lowercased() == "never" { return [] }
        let seconds = value?.string.flatMap(Duration.seconds)
        var result: [Violation] = []
        if seconds == nil {
            let plain: String
            if let value, value.isInteger {
                plain = "must be a duration in words; write \"\(RubyText.string(value)) seconds\""
            } else {
                plain = "must be a duration such as \"3h 30m\", but is \(PlainText.describe(value))"
            }
            result.append(Violation("should be a duration", plain: plain))
        }
        if let limit, seconds.map({ $0 > limit }) ?? true {
            let days = Int(limit / 86400)
            result.append(Violation("should not exceed the limit", plain: "must be at most \(days) days"))
        }
        return result
    }

    private func slashPatternViolations(_ value: ConfigValue?) -> [Violation] {
        let message = "must be a regular expression with re2 syntax"
        guard let text = value?.string, let parts = SlashPattern.parts(of: text) else {
            return [Violation(message, plain: "must be a pattern between slashes such as \"/Total: (\\d+)%/\"")]
        }
        guard let error = RE2.syntaxError(in: parts.expression) else { return [] }
        return [Violation(message, plain: "has a pattern that RE2 refuses: \(error.message)")]
    }

    private func expressionViolations(_ value: ConfigValue) -> [Violation] {
        let message = "invalid expression syntax"
        guard let text = value.string else {
            return [Violation(message, plain: mustBe("an expression in quotes", value), at: .span(value.span))]
        }
        guard let error = Expression.syntaxError(in: text) else { return [] }
        return [
            sentence(
                Violation(message, plain: error.message, at: .span(PlainText.span(of: error.range, in: text, value))))
        ]
    }

    private func cacheKeyViolations(_ value: ConfigValue?) -> [Violation] {
        guard let text = value?.string else {
            return [Violation("should be a string or symbol", plain: mustBe("text", value))]
        }
        let path = PercentEncoding.decoded(text)
        if path.contains("/") {
            return [
                Violation("cannot contain the \"/\" character", plain: "must not contain a slash; use \"-\" instead")
            ]
        }
        return path == "." || path == ".." ? [Violation("cannot be \".\" or \"..\"")] : []
    }

    private func wholeNumberViolations(_ value: ConfigValue?, in range: ClosedRange<Int>) -> [Violation] {
        let message: String
        if let value, let number = Numericality.number(value) {
            if !Numericality.isWhole(value) {
                message = "must be an integer"
            } else if number < Double(range.lowerBound) {
                message = "must be greater than or equal to \(range.lowerBound)"
            } else if number > Double(range.upperBound) {
                message = "must be less than or equal to \(range.upperBound)"
            } else {
                return []
            }
        } else {
            message = "is not a number"
        }
        let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        return [Violation(message, plain: mustBe(expected, value))]
    }

    private func matrixVariablesViolations(_ value: ConfigValue?) -> [Violation] {
        let message = "should be a hash of key value pairs, value can be an array"
        guard let map = value?.mapping else { return [Violation(message)] }
        for entry in map.entries {
            if case .string = entry.key {
            } else if case .integer = entry.key {
            } else {
                return [
                    Violation(
                        message, plain: "has the name \"\(entry.name)\", which is no text", at: .span(entry.keySpan))
                ]
            }
            let members = entry.value.sequence ?? [entry.value]
            if let bad = members.first(where: { !$0.isString && !$0.isInteger }) {
                let plain = "must have texts or whole numbers for \"\(entry.name)\", but has \(PlainText.describe(bad))"
                let isScalar = !bad.isMapping && !bad.isSequence && !bad.isNull
                return [
                    Violation(
                        message, plain: plain, help: isScalar ? "put the value in quotes" : nil, at: .span(bad.span))
                ]
            }
        }
        return []
    }
}
