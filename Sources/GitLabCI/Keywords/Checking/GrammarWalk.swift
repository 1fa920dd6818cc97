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
        /// The key of a member of a map of names.
        var memberKey: ConfigKey?
    }

    var report = KeywordReport()
    /// The keys above the value at hand; those that GitLab leaves out of locations are not here.
    var path: [String] = []
    /// The keywords above the value at hand, and its own, as people write them.
    var keywords: [String] = []
    /// Expressions that were found to be right; the same ones come again and again.
    private var validExpressions: Set<String> = []
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
                    memberKey: node.memberKey), extra: extra, afterKeys: afterKeys)
        }
        let known = Self.known(node)
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
        let known = Self.known(node)
        checkSelf(node, known)
        guard report.gitlabErrors.isEmpty else { return }
        enter(node.key ?? node.grammar.name)
        let entries = node.value.mapping?.entries ?? []
        for found in known {
            let before = report.gitlabErrors.count
            check(node.grammar.keys[found.index], entries[found.position])
            messages[entries[found.position].name] = Array(report.gitlabErrors[before...])
        }
        leave()
    }

    /// Checks the value of a key, if GitLab looks into it.
    @discardableResult
    mutating func check(_ keyword: Keyword, _ entry: ConfigMapping.Entry) -> Bool {
        guard let grammar = keyword.grammar, !entry.value.isNull else { return true }
        keywords.append(keyword.name)
        defer { keywords.removeLast() }
        return check(
            Node(
                value: entry.value, grammar: grammar, key: grammar.hidesKey ? nil : keyword.name,
                keySpan: entry.keySpan))
    }

    mutating func enter(_ key: String) { path.append(key) }

    mutating func leave() { path.removeLast() }

    // MARK: Own checks

    private mutating func checkSelf(_ node: Node, _ known: [Known]) {
        let grammar = node.grammar
        if grammar.isClosed, !grammar.keys.isEmpty, let map = node.value.mapping,
            known.count < map.count || !grammar.misplaced.isEmpty
        {
            checkUnknownKeys(node, map)
        }
        for check in grammar.checks where check.condition?(node.value) ?? true {
            run(check, on: node.value, attribute: nil, node)
        }
        let entries = node.value.mapping?.entries ?? []
        for found in known { run(grammar.keys[found.index], on: entries[found.position].value, node) }
        for index in grammar.indicesCheckedWhenAbsent where !known.contains(where: { $0.index == index }) {
            run(grammar.keys[index], on: nil, node)
        }
    }

    private mutating func run(_ keyword: Keyword, on value: ConfigValue?, _ node: Node) {
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
        switch check.rule {
        case .expression:
            guard let text = value?.string else { break }
            if validExpressions.contains(text) { return }
            if Expression.syntaxError(in: text) == nil {
                validExpressions.insert(text)
                return
            }
        case .alphanumericKey:
            if let key = node.memberKey, !key.isAlphanumeric {
                let plain = "has the key \"\(key.text)\", which is no text; put it in quotes"
                let violation = Violation(
                    "must be an alphanumeric string", on: "key", plain: plain, at: .span(node.keySpan))
                report(violation, attribute: nil, value: value, node)
            }
            return
        default: break
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
        let where_ = keywords.isEmpty ? owner : " below \"\(keywordPath)\"" + owner
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

    private mutating func checkChildren(_ node: Node, _ known: [Known], faulty: inout Set<String>) {
        if let key = node.key { path.append(key) }
        defer { if node.key != nil { path.removeLast() } }
        switch node.grammar.shape {
        case .leaf, .choice: break
        case .map:
            let entries = node.value.mapping?.entries ?? []
            for found in known where !check(node.grammar.keys[found.index], entries[found.position]) {
                faulty.insert(entries[found.position].name)
            }
        case .list(let grammar):
            for member in node.value.flattened where !member.isNull {
                let name = grammar.name
                check(
                    Node(value: member, grammar: grammar, key: name.isEmpty ? nil : name, keySpan: member.span))
            }
        case .names(let grammar):
            for entry in node.value.mapping?.entries ?? [] {
                let empty = ConfigValue(.mapping(ConfigMapping()), at: entry.keySpan)
                let value = entry.value.isNull ? empty : entry.value
                let key = entry.name.isEmpty || entry.key == .bool(false) ? nil : entry.name
                check(
                    Node(
                        value: value, grammar: grammar, key: key, keySpan: entry.keySpan, memberKey: entry.key))
            }
        }
    }

    /// The place of a keyword in the grammar, and that of its entry in the map.
    typealias Known = (index: Int, position: Int)

    /// The entries that have a keyword, in GitLab's order of keywords.
    private static func known(_ node: Node) -> [Known] {
        let grammar = node.grammar
        guard !grammar.keys.isEmpty, let map = node.value.mapping else { return [] }
        var found: [Known] = []
        found.reserveCapacity(map.count)
        for position in map.entries.indices {
            guard let name = map.entries[position].key.string, let index = grammar.index(of: name) else { continue }
            found.append((index, position))
        }
        found.sort { $0.index < $1.index }
        return found
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
