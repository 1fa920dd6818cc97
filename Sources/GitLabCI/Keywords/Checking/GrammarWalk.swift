import Diagnostics

/// Holds a configuration against its grammar, in GitLab's way: the checks of a value come first, its keys are looked into
/// only if those passed, and some checks follow at the end in any case.
struct GrammarWalk {
    /// A value and the way to it.
    struct Node {
        let value: ConfigValue
        let grammar: Grammar
        /// The key under which the value stands; nil for members of lists and for keys that GitLab leaves out.
        let key: String?
        /// Where to point if the value has no place of its own.
        let keySpan: SourceSpan
        /// The path as people write it, for documentation.
        var keywordPath: String
        /// The key of a member of a map of names.
        var memberKey: ConfigKey?
    }

    var report = KeywordReport()
    /// The keys above the value at hand; those that GitLab leaves out of locations are not here.
    var path: [String] = []
    /// The job in which the walk is, to name it where a finding lies elsewhere.
    var job: (name: String, span: SourceSpan)?
    /// Whether to keep silent on what is missing, since it may come from a file that is not there.
    var withholdsAbsence = false

    /// Checks a value and everything below it.
    ///
    /// - Parameters:
    ///   - extra: faults of the value that were found elsewhere.
    ///   - afterKeys: called after the keys, with whether they were looked into and which of them have faults.
    /// - Returns: whether nothing was wrong.
    @discardableResult
    mutating func check(
        _ node: Node, extra: [Violation] = [],
        afterKeys: ((inout GrammarWalk, _ isOpen: Bool, _ faulty: Set<String>) -> Void)? = nil
    ) -> Bool {
        let before = report.gitlabErrors.count
        if case .choice(let alternatives, let refusal) = node.grammar.shape {
            guard let alternative = alternatives.first(where: { $0.takes(node.value) }) else {
                refuse(node, refusal)
                return false
            }
            return check(
                Node(
                    value: node.value, grammar: alternative.grammar, key: node.key, keySpan: node.keySpan,
                    keywordPath: node.keywordPath, memberKey: node.memberKey), extra: extra, afterKeys: afterKeys)
        }
        let known = node.value.mapping.map { Self.known($0, node.grammar) } ?? []
        checkSelf(node, known)
        for violation in extra { report(violation, attribute: nil, value: node.value, node) }
        let isOpen = report.gitlabErrors.count == before
        let ownEnd = report.gitlabErrors.count
        var faulty: Set<String> = []
        if isOpen { checkChildren(node, known, faulty: &faulty) }
        afterKeys?(&self, isOpen, faulty)
        if !node.grammar.lateChecks.isEmpty {
            checkLate(node, isOpen: isOpen, faulty: faulty, insertAt: ownEnd)
        }
        return report.gitlabErrors.count == before
    }

    /// The same, and notes GitLab's messages for each key.
    mutating func checkRecording(_ node: Node, messages: inout [String: [String]]) {
        let map = node.value.mapping ?? ConfigMapping()
        let known = Self.known(map, node.grammar)
        checkSelf(node, known)
        guard report.gitlabErrors.isEmpty, node.value.isMapping else { return }
        enter(node.key ?? node.grammar.name)
        for place in known {
            let keyword = node.grammar.keys[place.keyword]
            let entry = map.entries[place.entry]
            guard let grammar = keyword.grammar, !entry.value.isNull else { continue }
            let before = report.gitlabErrors.count
            check(child(keyword.name, entry, grammar, of: node))
            messages[keyword.name] = Array(report.gitlabErrors[before...])
        }
        leave()
    }

    mutating func enter(_ key: String) { path.append(key) }

    mutating func leave() { path.removeLast() }

    // MARK: Own checks

    /// - Parameter known: the keys of the map that have a keyword.
    private mutating func checkSelf(_ node: Node, _ known: [KnownKey]) {
        let grammar = node.grammar
        let map = node.value.mapping
        if grammar.isClosed, !grammar.keys.isEmpty, let map, known.count < map.count { checkUnknownKeys(node, map) }
        for check in grammar.checks where check.condition?(node.value) ?? true {
            run(check, on: node.value, attribute: nil, node)
        }
        // In GitLab's order: the keys that are there, and those whose absence matters.
        var next = known.startIndex
        for index in grammar.keysCheckedAlways {
            while next < known.endIndex, known[next].keyword < index {
                runChecks(of: known[next], map, node)
                next += 1
            }
            if next < known.endIndex, known[next].keyword == index { continue }
            runChecks(of: KnownKey(keyword: index, entry: -1), nil, node)
        }
        for place in known[next...] { runChecks(of: place, map, node) }
    }

    /// - Parameter map: nil where the key is absent.
    private mutating func runChecks(of place: KnownKey, _ map: ConfigMapping?, _ node: Node) {
        let keyword = node.grammar.keys[place.keyword]
        guard !keyword.checks.isEmpty else { return }
        let value = map?.entries[place.entry].value
        for check in keyword.checks where check.condition?(node.value) ?? true {
            run(check, on: value, attribute: keyword.name, node)
        }
    }

    private mutating func run(_ check: Check, on value: ConfigValue?, attribute: String?, _ node: Node) {
        switch check.skip {
        case .never: break
        case .null: if value?.isNull ?? true { return }
        case .blank: if value?.isBlank ?? true { return }
        }
        if case .alphanumericKey = check.rule {
            if let key = node.memberKey, !key.isAlphanumeric {
                let plain = "has the key \"\(key.text)\", which is no text; put it in quotes"
                let violation = Violation(
                    "must be an alphanumeric string", on: "key", plain: plain, at: .span(node.keySpan))
                report(violation, attribute: nil, value: value, node)
            }
            return
        }
        for violation in check.rule.violations(value, in: node.grammar) {
            report(violation, attribute: attribute, value: value, node)
        }
    }

    private mutating func checkUnknownKeys(_ node: Node, _ map: ConfigMapping) {
        let unknown = map.entries.filter { $0.key.string.map { !node.grammar.allows($0) } ?? true }
        guard let first = unknown.first else { return }
        let names = unknown.map(\.name)
        let known = node.grammar.allowedKeys.map(\.name)
        let suggestion = Suggestion.nearest(to: first.name, among: known)
        let owner = job.map { " in job \"\($0.name)\"" } ?? ""
        let where_ = node.keywordPath.isEmpty ? owner : " below \"\(node.keywordPath)\"" + owner
        var plain = "unknown key \"\(first.name)\"\(where_)"
        if names.count > 1 { plain = "unknown keys \(PlainText.list(names, "and"))\(where_)" }
        let related = unknown.dropFirst().map { entry in
            let other = Suggestion.nearest(to: entry.name, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
            return Diagnostic.Related(entry.keySpan, "\"\(entry.name)\" is unknown too" + other)
        }
        let violation = Violation(
            "contains unknown keys: \(names.joined(separator: ", "))", plain: plain,
            help: suggestion.map { "did you mean \"\($0)\"?" } ?? "allowed here: \(known.joined(separator: ", "))",
            at: .span(first.keySpan), related: related, replacement: suggestion)
        report(violation, attribute: nil, value: node.value, node, isComplete: true, id: "unknown-key")
    }

    // MARK: Below

    private mutating func checkChildren(_ node: Node, _ known: [KnownKey], faulty: inout Set<String>) {
        if let key = node.key { path.append(key) }
        defer { if node.key != nil { path.removeLast() } }
        switch node.grammar.shape {
        case .leaf, .choice: break
        case .map:
            guard let map = node.value.mapping else { return }
            for place in known {
                guard let grammar = node.grammar.keys[place.keyword].grammar else { continue }
                let entry = map.entries[place.entry]
                guard !entry.value.isNull else { continue }
                let name = node.grammar.keys[place.keyword].name
                if !check(child(name, entry, grammar, of: node)) { faulty.insert(name) }
            }
        case .list(let grammar):
            for member in Self.flattened(node.value) where !member.isNull {
                let name = grammar.name
                check(
                    Node(
                        value: member, grammar: grammar, key: name.isEmpty ? nil : name, keySpan: member.span,
                        keywordPath: node.keywordPath))
            }
        case .names(let grammar):
            for entry in node.value.mapping?.entries ?? [] {
                let empty = ConfigValue(.mapping(ConfigMapping()), at: entry.keySpan)
                let value = entry.value.isNull ? empty : entry.value
                let key = entry.name.isEmpty || entry.key == .bool(false) ? nil : entry.name
                check(
                    Node(
                        value: value, grammar: grammar, key: key, keySpan: entry.keySpan, keywordPath: node.keywordPath,
                        memberKey: entry.key))
            }
        }
    }

    /// A keyword of a grammar and the entry of a map that it belongs to, by their indices.
    struct KnownKey {
        let keyword: Int
        let entry: Int
    }

    /// The entries that have a keyword, in GitLab's order of keywords.
    static func known(_ map: ConfigMapping, _ grammar: Grammar) -> [KnownKey] {
        guard !grammar.keys.isEmpty else { return [] }
        var found: [KnownKey] = []
        found.reserveCapacity(map.count)
        for (index, entry) in map.entries.enumerated() {
            guard let name = entry.key.string, let keyword = grammar.index(of: name) else { continue }
            found.append(KnownKey(keyword: keyword, entry: index))
        }
        found.sort { $0.keyword < $1.keyword }
        return found
    }

    func child(_ name: String, _ entry: ConfigMapping.Entry, _ grammar: Grammar, of node: Node) -> Node {
        var path = node.keywordPath
        if !path.isEmpty { path += ":" }
        path += name
        return Node(
            value: entry.value, grammar: grammar, key: grammar.hidesKey ? nil : name, keySpan: entry.keySpan,
            keywordPath: path)
    }

    /// The members of a list without the lists inside of it; one value that is no list is its own member.
    static func flattened(_ value: ConfigValue) -> [ConfigValue] {
        guard let members = value.sequence else { return [value] }
        guard members.contains(where: \.isSequence) else { return members }
        return members.flatMap { $0.isSequence ? flattened($0) : [$0] }
    }

    private mutating func checkLate(_ node: Node, isOpen: Bool, faulty: Set<String>, insertAt: Int) {
        let below = Array(report.gitlabErrors[insertAt...])
        report.gitlabErrors.removeSubrange(insertAt...)
        let situation = LateCheck.Situation(
            value: node.value, isOpen: isOpen, isKeyValid: { !faulty.contains($0) })
        for late in node.grammar.lateChecks {
            for violation in late.run(situation) { report(violation, attribute: nil, value: node.value, node) }
        }
        report.gitlabErrors += below
    }
}

extension ConfigKey {
    /// Text or a whole number.
    var isAlphanumeric: Bool {
        switch self {
        case .string, .integer: true
        case .float, .bool, .null, .other: false
        }
    }
}
