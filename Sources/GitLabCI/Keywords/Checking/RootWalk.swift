package import Diagnostics

/// Checks all keywords of a configuration, from the top down.
package struct RootWalk {
    private let config: ConfigMapping
    /// Where to point when something is missing altogether.
    private let start: SourceSpan
    private var walk = GrammarWalk()
    /// GitLab's messages on each default, to repeat them for the jobs that take it.
    private var defaultMessages: [String: [String]] = [:]
    private var hasWorkflowRules = false
    private let isComplete: Bool
    private let uncertain: Set<String>

    private init(_ config: ConfigMapping, start: SourceSpan, isComplete: Bool, uncertain: Set<String>) {
        self.config = config
        self.start = start
        self.isComplete = isComplete
        self.uncertain = uncertain
    }

    /// - Parameters:
    ///   - config: the whole configuration, merged.
    ///   - start: the place for findings about what is missing, such as that there is no job.
    ///   - isComplete: whether all includes are there. If not, faults that what is missing could mend are withheld.
    ///   - uncertain: entries that take something over from what is missing.
    package static func check(
        _ config: ConfigMapping, start: SourceSpan, isComplete: Bool = true, uncertain: Set<String> = []
    ) -> KeywordReport {
        var root = RootWalk(config, start: start, isComplete: isComplete, uncertain: uncertain)
        if let clash = root.clash() {
            root.walk.add(clash)
            return root.walk.report
        }
        root.checkGlobals()
        root.checkJobs()
        return root.walk.report
    }

    // MARK: Global keywords

    /// Whether an entry at the top is a global keyword and not a job.
    static func isGlobal(_ entry: ConfigMapping.Entry) -> Bool {
        guard let name = entry.key.string else { return false }
        if Grammar.reservedNames.contains(name) { return true }
        return (name == "default" || name == "workflow") && JobKind.of(entry.key, entry.value) == nil
    }

    private func global(_ name: String) -> ConfigMapping.Entry? {
        guard let entry = config.entry(name), Self.isGlobal(entry), !entry.value.isNull else { return nil }
        return entry
    }

    private static let inheritedFromTop = ["before_script", "after_script", "cache", "image", "services"]

    /// A keyword both at the top and below `default:` is all that GitLab then speaks of.
    private func clash() -> Diagnostic? {
        guard let defaults = global("default"), let map = defaults.value.mapping,
            map.entries.allSatisfy({ $0.key.string.map(Grammar.defaultNames.contains) ?? false })
        else { return nil }
        for name in Self.inheritedFromTop {
            guard let top = global(name), let inner = map.entry(name), !inner.value.isNull else { continue }
            return Diagnostic(
                id: "default-clash", severity: .error,
                message: "\"\(name)\" is set both at the top and below \"default\"; keep the one below \"default\"",
                gitlabMessage: "\(name) is defined in top-level and `default:` entry", at: top.keySpan,
                related: [Diagnostic.Related(inner.keySpan, "the other one")],
                docs: KeywordReference.address(of: "default"))
        }
        return nil
    }

    private mutating func checkGlobals() {
        for keyword in Grammar.root.keys {
            guard let entry = global(keyword.name) else { continue }
            let before = walk.report.gitlabErrors.count
            if keyword.name == "default" {
                checkDefaults(entry)
            } else {
                walk.check(keyword, entry)
            }
            if Self.inheritedFromTop.contains(keyword.name) {
                defaultMessages[keyword.name] = Array(walk.report.gitlabErrors[before...])
            }
            if keyword.name == "workflow" { hasWorkflowRules = entry.value.mapping?.contains("rules") ?? false }
        }
    }

    private mutating func checkDefaults(_ entry: ConfigMapping.Entry) {
        var messages: [String: [String]] = [:]
        walk.keywords.append("default")
        walk.checkRecording(
            GrammarWalk.Node(value: entry.value, grammar: .defaults, key: "default", keySpan: entry.keySpan),
            messages: &messages)
        walk.keywords.removeLast()
        defaultMessages = messages
    }

    // MARK: Jobs

    private mutating func checkJobs() {
        let entries = config.entries.filter { !Self.isGlobal($0) }
        let kinds = entries.map { JobKind.of($0.key, $0.value) }
        var isValid = true
        for (entry, kind) in zip(entries, kinds) where kind == nil && isComplete {
            walk.add(unmatched(entry))
            isValid = false
        }
        if isComplete, !kinds.contains(where: { $0?.isVisible ?? false }) {
            walk.add(
                Diagnostic(
                    id: "no-visible-job", severity: .error,
                    message: "there is no job; add one with a name that does not begin with a dot",
                    gitlabMessage: "jobs config should contain at least one visible job", at: start,
                    docs: KeywordReference.page + "#script"))
            isValid = false
        }
        guard isValid else { return }
        for (entry, kind) in zip(entries, kinds) {
            guard let kind else { continue }
            check(entry, kind)
        }
    }

    private func unmatched(_ entry: ConfigMapping.Entry) -> Diagnostic {
        var name = entry.name.lowercased()
        if name.unicodeScalars.allSatisfy({ ("a"..."z").contains($0) || $0.properties.isWhitespace }) {
            name = String(name.map { $0 == " " ? "_" : $0 })
        }
        let suggestion = Suggestion.nearest(
            to: entry.name, among: Grammar.root.keys.map(\.name).filter { config.entry($0) == nil })
        var help = suggestion.map { "did you mean \"\($0)\"?" }
        if help == nil, let map = entry.value.mapping {
            let near = map.entries.first {
                Suggestion.nearest(to: $0.name, among: ["script", "run", "trigger"]) != nil
            }
            help =
                near.map { "\"\($0.name)\" looks like \"script\"" }
                ?? "add \"script\", or begin the name with a dot if it is a template"
        }
        return Diagnostic(
            id: "job-without-script", severity: .error,
            message: "\"\(entry.name)\" is neither a keyword nor a job: it has no \"script\", \"run\" or \"trigger\"",
            gitlabMessage: "jobs \(name) config should implement the script:, run:, or trigger: keyword",
            at: entry.keySpan, help: help, docs: KeywordReference.page + "#script")
    }

    private mutating func check(_ entry: ConfigMapping.Entry, _ kind: JobKind) {
        let empty = ConfigValue(.mapping(ConfigMapping()), at: entry.keySpan)
        let grammar: Grammar =
            switch kind {
            case .hidden: .hiddenJob
            case .job: .job
            case .bridge: .bridge
            }
        let isBlankName = entry.name.isEmpty || entry.key == .bool(false)
        let node = GrammarWalk.Node(
            value: entry.value.isNull ? empty : entry.value, grammar: grammar, key: isBlankName ? nil : entry.name,
            keySpan: entry.keySpan, memberKey: entry.key)
        walk.enter("jobs")
        defer { walk.leave() }
        guard kind.isVisible else {
            walk.check(node)
            return
        }
        walk.job = (entry.name, entry.keySpan)
        walk.withholdsAbsence = uncertain.contains(entry.name)
        defer {
            walk.job = nil
            walk.withholdsAbsence = false
        }
        let fixed = Self.nameViolations(entry, kind)
        let inherited = defaultMessages
        let warns = !hasWorkflowRules
        walk.check(node, extra: fixed) { walk, isOpen, faulty in
            guard isOpen else { return }
            Self.repeatDefaults(node, faulty: faulty, inherited, &walk)
            if warns, !faulty.contains("rules") { Self.warn(entry, &walk) }
        }
    }

    private static func nameViolations(_ entry: ConfigMapping.Entry, _ kind: JobKind) -> [Violation] {
        var result: [Violation] = []
        let place = Violation.Place.span(entry.keySpan)
        if entry.name.isEmpty || entry.key == .bool(false) {
            result.append(Violation("can't be blank", on: "name", plain: "has no name", at: place))
        }
        if !entry.key.isString {
            let plain = "has the name \"\(entry.name)\", which is no text; put it in quotes"
            result.append(Violation("should be a symbol", on: "name", plain: plain, at: place))
        }
        if entry.name.unicodeScalars.count > 255 {
            result.append(
                Violation(
                    "is too long (maximum is 255 characters)", on: "name",
                    plain: "has a name of more than 255 characters",
                    at: place))
        }
        if kind == .job, !(entry.value["publish"]?.isBlank ?? true), !Grammar.isPagesJob(entry.key.string, entry.value)
        {
            result.append(
                Violation(
                    "can only be used within a `pages` job", on: "publish",
                    plain: "has \"publish\", but is no Pages job; add \"pages: true\"", at: .key("publish")))
        }
        return result
    }

    /// The faults of defaults that the job takes come again with the job.
    private static func repeatDefaults(
        _ node: GrammarWalk.Node, faulty: Set<String>, _ messages: [String: [String]], _ walk: inout GrammarWalk
    ) {
        guard !messages.isEmpty else { return }
        for keyword in node.grammar.keys where keyword.isInherited {
            guard let list = messages[keyword.name], !list.isEmpty else { continue }
            guard !(node.value.mapping?.hasValue(keyword.name) ?? false) else { continue }
            if inherits(keyword.name, node.value["inherit"]) { walk.repeatMessages(list) }
        }
    }

    /// Whether a job with such an `inherit` takes a default.
    package static func inherits(_ keyword: String, _ inherit: ConfigValue?) -> Bool {
        guard let inherit, !inherit.isNull else { return true }
        guard let map = inherit.mapping,
            map.entries.allSatisfy({ $0.key == .string("default") || $0.key == .string("variables") })
        else { return false }
        guard let choice = map["default"], !choice.isNull else { return true }
        if let flag = choice.bool { return flag }
        return choice.sequence?.contains { $0.string == keyword } ?? false
    }

    // MARK: The warning

    private static let advice =
        "read more: https://docs.gitlab.com/ee/ci/jobs/job_troubleshooting.html"
        + "#job-may-allow-multiple-pipelines-to-run-for-a-single-action-warning"

    /// The only warning: the last rule lets the job into every pipeline, also when a push makes two of them.
    private static func warn(_ entry: ConfigMapping.Entry, _ walk: inout GrammarWalk) {
        guard let rules = entry.value["rules"], !rules.isNull,
            let last = rules.flattened.last?.mapping
        else { return }
        let set = last.entries.filter { !$0.value.isNull }
        guard set.count == 1, let when = set.first, when.key == .string("when"), when.value.string != "never" else {
            return
        }
        walk.warn(
            Diagnostic(
                id: "duplicate-pipelines", severity: .warning,
                message:
                    "job \"\(entry.name)\" may run twice for one push: its last rule has only \"when\" and there is no "
                    + "\"workflow:rules\"",
                gitlabMessage: "jobs:\(entry.name) may allow multiple pipelines to run for a single action due to "
                    + "`rules:when` clause with no `workflow:rules` - \(advice)",
                at: when.value.span, help: "add \"workflow:rules\" that keep branch and merge request pipelines apart",
                docs: KeywordReference.page + "#workflowrules"))
    }
}
