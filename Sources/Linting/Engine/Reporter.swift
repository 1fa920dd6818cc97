package import Diagnostics

/// What a rule says: the fact with the user's own value in quotes, and what to do. Lower-case start, no full stop.
package struct RuleMessage: ExpressibleByStringInterpolation, Sendable {
    package let text: String

    package init(stringLiteral text: String) { self.text = text }
}

/// Takes the findings of one rule.
package struct Reporter: Sendable {
    private let about: RuleDescription
    private let severity: Diagnostic.Severity
    package private(set) var findings: [Diagnostic] = []
    /// A template is reached by many jobs, and found once.
    private var places: Set<SourceSpan> = []

    /// - Parameter severity: what the configuration says in place of the rule.
    init(_ about: RuleDescription, severity: Diagnostic.Severity? = nil) {
        self.about = about
        self.severity = severity ?? about.severity
    }

    /// Reports a finding. Only the first one at a place counts, so that what several jobs inherit is said once; messages
    /// should therefore not depend on the job unless the place is the job's own.
    ///
    /// - Parameters:
    ///   - span: the exact bytes that are wrong; for something that is missing, what it is missing from.
    ///   - severity: where this finding is less bad than the rule's others.
    package mutating func report(
        _ message: RuleMessage, at span: SourceSpan, related: [Diagnostic.Related] = [], help: String? = nil,
        severity: Diagnostic.Severity? = nil, fix: Fix? = nil
    ) {
        guard places.insert(span).inserted else { return }
        var finding = Diagnostic(
            id: about.id, severity: severity ?? self.severity, message: Self.plain(message.text), at: span,
            related: related,
            help: help, docs: about.references.first, fix: fix.map(Self.adapted))
        finding.category = about.category.rawValue
        finding.confidence = about.confidence
        findings.append(finding)
    }

    /// The text with `$NAME` for `${NAME}`, which is how words of scripts are read, where no letter follows.
    private static func plain(_ text: String) -> String {
        var rest = text[...]
        var result = ""
        while let start = rest.firstRange(of: "${") {
            let behind = rest[start.upperBound...]
            let name = behind.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
            let next = behind[name.endIndex...]
            result += rest[..<start.lowerBound]
            if let first = name.first, !first.isNumber, next.first == "}",
                !(next.dropFirst().first.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false)
            {
                result += "$\(name)"
                rest = next.dropFirst()
            } else {
                result += "${"
                rest = behind
            }
        }
        return result + rest
    }

    /// New lines end as the lines of the file do.
    private static func adapted(_ fix: Fix) -> Fix {
        var fix = fix
        fix.edits = fix.edits.map { edit in
            guard edit.span.file.usesCarriageReturns, edit.replacement.contains("\n") else { return edit }
            return TextEdit(
                edit.span, edit.replacement.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n"))
        }
        return fix
    }
}
