import Diagnostics

/// What a value has to be. Each rule carries what is needed for GitLab's message.
package enum Rule: Sendable {
    case kind(ValueKind, message: String? = nil)
    /// One of several kinds; the text follows `should be`.
    case kinds([ValueKind], String)
    case present(message: String? = nil)
    case absent(message: String? = nil)
    case strings
    case stringsWithoutStar
    case stringOrStrings
    case integerOrIntegers
    case maps
    case nestedStrings(allowsText: Bool)
    case nestedMaps
    case stringsOrPatterns
    /// GitLab's message is the default of Rails unless one is given.
    case oneOf([String], message: String? = nil)
    /// The same test with a message that repeats the value.
    case known([String])
    case knownMembers([String])
    case length(min: Int?, max: Int, tooShort: String? = nil, tooLong: String? = nil)
    case minimumLength(Int, message: String)
    case duration(limit: Double?, allowsNever: Bool = false, allowsVariable: Bool = false)
    case slashPattern
    case expression
    case expressions
    case cacheKey
    case wholeNumber(ClosedRange<Int>)
    case scalar
    case alphanumeric
    /// The key under which the value stands, not the value.
    case alphanumericKey
    case format(message: String, plain: String, @Sendable (String) -> Bool)
    case schema(JSONSchema)
    case matrixVariables
    // Rules for maps as a whole.
    case exclusive([String])
    case forbidden([String], message: String? = nil, ignoresNull: Bool = false)
    case required([String])
    case exactlyOne([String])
    /// Anything that needs more than the value.
    case custom(@Sendable (ConfigValue) -> [Violation])
}

extension Rule {
    /// The values that are allowed, where they can be listed.
    package var listedValues: [String]? {
        switch self {
        case .oneOf(let values, _), .known(let values), .knownMembers(let values): values
        default: nil
        }
    }
}

/// A broken rule: GitLab's words, ours, and the place if it is not the value itself.
package struct Violation: Sendable {
    /// What GitLab writes after the name of the attribute.
    var message: String
    /// The attribute in GitLab's message; nil for the one that is being checked, empty for none.
    var attribute: String?
    /// Our own words, which go on after the name of the keyword; nil to say it with GitLab's.
    var plain: String?
    /// Whether our words are a sentence of their own.
    var isSentence = false
    var help: String?
    var place: Place = .value
    var related: [Diagnostic.Related] = []
    /// What to write instead of the text at the place.
    var replacement: String?

    enum Place: Sendable {
        case value
        case key(String)
        case valueOf(String)
        case span(SourceSpan)
    }

    /// Whether the fault is that something is not there.
    var isAboutAbsence: Bool {
        message == "can't be blank" || message.hasPrefix("missing required keys")
            || message.hasPrefix("must use exactly one of") || message.hasPrefix("should contain either")
    }

    init(
        _ message: String, on attribute: String? = nil, plain: String? = nil, help: String? = nil,
        at place: Place = .value, related: [Diagnostic.Related] = [], replacement: String? = nil
    ) {
        self.message = message
        self.attribute = attribute
        self.plain = plain
        self.help = help
        self.place = place
        self.related = related
        self.replacement = replacement
    }
}
