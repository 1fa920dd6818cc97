import Diagnostics

/// What there is to say of a keyword, all of it out of the grammar that checks configurations.
package struct KeywordExplanation: Sendable {
    /// A place where keywords stand.
    package enum Place: String, Sendable, CaseIterable {
        case top = "at the top of the file"
        case defaults = "below default:"
        case job = "in jobs"
        case triggerJob = "in jobs with trigger"

        /// The prefix that picks the place, as in `job:variables`.
        var prefix: String {
            switch self {
            case .top: "global"
            case .defaults: "default"
            case .job: "job"
            case .triggerJob: "bridge"
            }
        }

        var grammar: Grammar {
            switch self {
            case .top: .root
            case .defaults: .defaults
            case .job: .job
            case .triggerJob: .bridge
            }
        }
    }

    /// A key below the keyword.
    package struct Key: Sendable {
        package let name: String
        package let summary: String
    }

    /// The keyword with those above it, without the prefix of a place that is no keyword.
    package let path: String
    package let summary: String
    /// What the keyword is for where that is something else.
    package let otherSummaries: [(place: Place, summary: String)]
    package let places: [Place]
    /// What kinds of values there may be.
    package let types: [String]
    /// The allowed values, where they can be listed.
    package let values: [String]
    package let limits: [String]
    /// The value that GitLab assumes when the keyword is absent, in YAML.
    package let assumed: String?
    package let keys: [Key]
    /// The address of GitLab's documentation.
    package let address: String

    /// Nil for a keyword that GitLab does not know.
    ///
    /// - Parameter path: such as `cache`, `cache:key`, `job:retry`. The prefixes `global`, `default`, `job` and `bridge`
    ///   pick one of several places.
    package init?(of path: String) {
        var wanted = Place.allCases
        var parts = path.split(separator: ":").map(String.init)
        if parts.count > 1, let place = Place.allCases.first(where: { $0.prefix == parts[0] }) {
            wanted = [place]
            parts.removeFirst()
        }
        var found: [(place: Place, keyword: Keyword)] = []
        for place in wanted {
            if let keyword = Self.keyword(parts, in: place.grammar) { found.append((place, keyword)) }
        }
        guard let first = found.first else { return nil }
        let keyword = first.keyword
        // `default` is the one place that is a keyword itself.
        let isBelowDefault = wanted == [.defaults]
        self.path = (isBelowDefault ? ["default"] + parts : parts).joined(separator: ":")
        summary = keyword.summary
        otherSummaries = found.dropFirst().filter { $0.keyword.summary != keyword.summary }
            .map { (place: $0.place, summary: $0.keyword.summary) }
        places = found.map(\.place)
        var phrases = ValuePhrases()
        phrases.add(keyword)
        let said = phrases.types
        types = said + KnownTypes.types(of: parts.joined(separator: ":")).filter { !said.contains($0) }
        limits = phrases.limits
        values = keyword.values
        assumed = keyword.assumed
        keys = (keyword.grammar?.describedMap?.keys ?? []).map { Key(name: $0.name, summary: $0.summary) }
        address = KeywordReference.address(of: parts.joined(separator: ":"))
    }

    private static func keyword(_ parts: [String], in grammar: Grammar) -> Keyword? {
        var grammar: Grammar? = grammar
        var found: Keyword?
        for part in parts {
            found = grammar?.keyword(part)
            guard let found else { return nil }
            grammar = found.grammar?.describedMap
        }
        return found
    }

    /// What somebody may have meant.
    package static func suggestion(for path: String) -> String? { KeywordReference.suggestion(for: path) }

    /// The keywords that stand on their own, with a sentence each, by the first place that has them.
    package static var all: [(place: Place, keys: [Key])] {
        var seen: Set<String> = []
        return [Place.top, .job, .triggerJob].map { place in
            let keys = place.grammar.keys.filter { seen.insert($0.name).inserted }
            return (place, keys.map { Key(name: $0.name, summary: $0.summary) })
        }
    }
}
