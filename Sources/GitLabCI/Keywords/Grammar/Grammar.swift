/// What a value looks like that GitLab checks on its own (an "entry" in its words).
package final class Grammar: Sendable {
    package enum Shape: Sendable {
        /// Nothing below the value is checked on its own.
        case leaf
        /// A map with these keys.
        case map
        /// A list, or one member without a list; nested lists are flattened.
        case list(of: Grammar)
        /// A map of names that the user chooses.
        case names(of: Grammar)
        /// The first alternative that takes the value.
        case choice([Alternative], otherwise: Refusal)
    }

    package struct Alternative: Sendable {
        let takes: @Sendable (ConfigValue) -> Bool
        let grammar: Grammar

        init(_ grammar: Grammar, if takes: @escaping @Sendable (ConfigValue) -> Bool) {
            self.takes = takes
            self.grammar = grammar
        }

        init(_ kind: ValueKind, _ grammar: Grammar) {
            self.init(grammar) { kind.includes($0) }
        }
    }

    /// The message for a value that no alternative takes. Unlike all others it keeps the case of names.
    package struct Refusal: Sendable {
        let message: String
        /// Whether the message is put behind the location.
        let isLocated: Bool

        init(_ message: String, located: Bool = true) {
            self.message = message
            isLocated = located
        }
    }

    /// The name of the entry in locations where it has no key of its own.
    package let name: String
    package let shape: Shape
    /// Checks of the value as a whole; GitLab calls it `config` in their messages.
    package let checks: [Check]
    /// The keys of a map, in GitLab's order.
    package let keys: [Keyword]
    /// Checks that GitLab does after it has looked below the value, even if something was wrong before.
    let lateChecks: [LateCheck]
    /// Whether keys that are not listed are reported.
    let isClosed: Bool
    /// Keys that GitLab reports although it knows and checks them; they belong to other places.
    let misplaced: Set<String>
    /// A location that GitLab uses instead of the real one.
    let fixedLocation: String?
    /// Whether the key of this value is left out of locations (lists of caches).
    let hidesKey: Bool
    private let indices: [String: Int]
    /// The keys at which something is checked even if they are absent.
    let indicesCheckedWhenAbsent: [Int]

    package init(
        _ name: String, _ shape: Shape = .leaf, checks: [Check] = [], keys: [Keyword] = [], late: [LateCheck] = [],
        isClosed: Bool = true, misplaced: Set<String> = [], fixedLocation: String? = nil, hidesKey: Bool = false
    ) {
        self.name = name
        self.shape = shape
        self.checks = checks
        self.keys = keys
        lateChecks = late
        self.isClosed = isClosed
        self.misplaced = misplaced
        self.fixedLocation = fixedLocation
        self.hidesKey = hidesKey
        indicesCheckedWhenAbsent = keys.indices.filter { keys[$0].isCheckedWhenAbsent }
        indices = Dictionary(keys.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func index(of key: String) -> Int? { indices[key] }

    func allows(_ key: String) -> Bool { indices[key] != nil && !misplaced.contains(key) }

    /// A key that may be used here.
    package func keyword(_ name: String) -> Keyword? {
        misplaced.contains(name) ? nil : indices[name].map { keys[$0] }
    }

    /// The keys that may be used here.
    package var allowedKeys: [Keyword] { keys.filter { !misplaced.contains($0.name) } }

    /// The values that are allowed, where they can be listed.
    var listedValues: [String]? {
        if let values = checks.compactMap(\.rule.listedValues).first { return values }
        switch shape {
        case .choice(let alternatives, _): return alternatives.compactMap(\.grammar.listedValues).first
        case .list(let member): return member.listedValues
        case .leaf, .map, .names: return nil
        }
    }

    /// The grammar whose keys describe the value, for explanations: members of lists, maps among alternatives.
    package var describedMap: Grammar? {
        switch shape {
        case .map: return self
        case .list(let member), .names(let member): return member.describedMap
        case .choice(let alternatives, _): return alternatives.compactMap(\.grammar.describedMap).first
        case .leaf: return keys.isEmpty ? nil : self
        }
    }
}

/// A check that needs to know what was found below the value.
package struct LateCheck: Sendable {
    /// What the check may look at.
    struct Situation {
        let value: ConfigValue
        /// Whether the checks of the value itself passed, so that its keys were looked into.
        let isOpen: Bool
        /// Whether nothing was wrong with the value of a key, or below it; true also for absent keys.
        let isKeyValid: (String) -> Bool

        /// The value of a key that GitLab has: it is open, the key is there, not null, and without fault.
        func valid(_ key: String) -> ConfigValue? {
            guard isOpen, let found = value[key], !found.isNull, isKeyValid(key) else { return nil }
            return found
        }
    }

    let run: @Sendable (Situation) -> [Violation]

    init(_ run: @escaping @Sendable (Situation) -> [Violation]) { self.run = run }
}
