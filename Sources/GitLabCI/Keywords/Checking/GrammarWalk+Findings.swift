import Diagnostics

extension GrammarWalk {
    /// Repeats messages that belong to a default which a job takes over.
    mutating func repeatMessages(_ messages: [String]) { report.gitlabErrors += messages }

    mutating func warn(_ diagnostic: Diagnostic) {
        report.warnings.append(diagnostic)
        report.gitlabWarnings.append(diagnostic.gitlabMessage ?? diagnostic.message)
    }

    mutating func add(_ diagnostic: Diagnostic) {
        report.errors.append(diagnostic)
        report.gitlabErrors.append(diagnostic.gitlabMessage ?? diagnostic.message)
    }

    /// The keywords above, as people write them.
    var keywordPath: String { keywords.joined(separator: ":") }

    /// The location of a value as GitLab writes it.
    func location(of node: Node) -> String {
        if let fixed = node.grammar.fixedLocation { return fixed }
        return (path + [node.key ?? node.grammar.name]).joined(separator: ":")
    }

    mutating func refuse(_ node: Node, _ refusal: Grammar.Refusal) {
        let message = refusal.isLocated ? "\(location(of: node)) \(refusal.message)" : refusal.message
        let expected = PlainText.withoutRubyWords(refusal.message.replacing(prefixes: ["should be ", "has to be "]))
        let plain = "\"\(keywordPath)\" \(PlainText.mustBe(expected, node.value))"
        add(diagnostic(message, plain, span: place(.value, node.value, node), node, Violation("")))
    }

    mutating func report(
        _ violation: Violation, attribute: String?, value: ConfigValue?, _ node: Node, isComplete: Bool = false,
        id: String = "keyword"
    ) {
        if withholdsAbsence, violation.isAboutAbsence { return }
        let subject = (violation.attribute ?? attribute).map(Self.humanised) ?? "config"
        let start = location(of: node) + (subject.isEmpty ? "" : " \(subject)")
        let message = "\(start) \(violation.message)".lowercased()
        if let attribute { keywords.append(attribute) }
        defer { if attribute != nil { keywords.removeLast() } }
        let plain = isComplete ? violation.plain ?? violation.message : plainText(violation)
        let place: Violation.Place
        if case .value = violation.place, let attribute, node.value.mapping?.contains(attribute) ?? false {
            place = .valueOf(attribute)
        } else {
            place = violation.place
        }
        add(diagnostic(message, plain, span: self.place(place, value, node), node, violation, id: id))
    }

    func plainText(_ violation: Violation) -> String {
        let keywordPath = keywordPath
        let name = keywordPath.isEmpty ? "job \"\(job?.name ?? "")\"" : "\"\(keywordPath)\""
        guard let plain = violation.plain else {
            // GitLab's words may be about a part of the value.
            let attribute = violation.attribute ?? ""
            let isPart = !attribute.isEmpty && !attribute.hasPrefix("config_") && !attribute.hasPrefix("input_")
            let part = isPart ? "\"\(keywordPath.isEmpty ? attribute : "\(keywordPath):\(attribute)")\"" : name
            return part + (violation.isSentence ? ": " : " ") + PlainText.withoutRubyWords(violation.message)
        }
        return name + (violation.isSentence ? ": " : " ") + plain
    }

    func diagnostic(
        _ gitlab: String, _ plain: String, span: SourceSpan, _ node: Node, _ violation: Violation,
        id: String = "keyword"
    ) -> Diagnostic {
        var related = violation.related
        if let job, job.span.file != span.file || node.value.provenance != nil {
            related.append(Diagnostic.Related(job.span, "job \"\(job.name)\" gets it from there"))
        }
        var fix: Fix?
        if let replacement = violation.replacement {
            fix = Fix(
                title: "replace it by \"\(replacement)\"", safety: .unsafe, edits: [TextEdit(span, replacement)])
        }
        return Diagnostic(
            id: id, severity: .error, message: plain, gitlabMessage: gitlab, at: span, related: related,
            help: violation.help, docs: KeywordReference.address(of: keywordPath), fix: fix)
    }

    func place(_ place: Violation.Place, _ value: ConfigValue?, _ node: Node) -> SourceSpan {
        switch place {
        case .span(let span): return span
        case .key(let key): return node.value.mapping?.entry(key)?.keySpan ?? node.keySpan
        case .valueOf(let key):
            guard let entry = node.value.mapping?.entry(key) else { return node.keySpan }
            return entry.value.span.range.isEmpty ? entry.keySpan : entry.value.span
        case .value:
            guard let value, !value.isMapping, !value.span.range.isEmpty else { return node.keySpan }
            return value.span
        }
    }

    /// The name of an attribute in messages, as Rails makes it.
    static func humanised(_ attribute: String) -> String {
        guard attribute.utf8.contains(UInt8(ascii: "_")) else { return attribute }
        var words = attribute[...]
        while words.first == "_" { words.removeFirst() }
        if words.hasSuffix("_id") { words = words.dropLast(3) }
        return String(words.map { $0 == "_" ? " " : $0 })
    }
}
