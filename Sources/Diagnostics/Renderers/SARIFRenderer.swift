/// SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), with one run.
///
/// Columns are counted in Unicode scalars, which SARIF calls `unicodeCodePoints`. Paths are relative to the root of the
/// project, `%SRCROOT%`. GitLab's own message is in the text of a result and in its property `gitlabMessage`. Missing
/// includes and unreadable inputs are notifications of the invocation; the run's property `complete` sums them up.
package struct SARIFRenderer: ReportRenderer {
    package init() {}

    package func render(_ report: CheckReport) -> String {
        let findings = report.findings
        // Those that found nothing are described too: viewers list what was looked for.
        let rules = Set(findings.map(\.id) + report.rules.map(\.id)).sorted()
        let indices = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1, $0) })
        var fingerprint = Fingerprint()
        let results = findings.map { result($0, indices[$0.id], fingerprint.next($0)) }
        let log: JSON = .object([
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": .array([
                .object([
                    "tool": .object(["driver": driver(report, rules, findings)]),
                    "invocations": .array([invocation(report)]),
                    "columnKind": "unicodeCodePoints",
                    "results": .array(results),
                    "properties": .object(["complete": .bool(report.isComplete)]),
                ])
            ]),
        ])
        return log.prettyText + "\n"
    }

    private func driver(_ report: CheckReport, _ rules: [String], _ findings: [Diagnostic]) -> JSON {
        let tool = report.tool
        let first = Dictionary(findings.map { ($0.id, $0) }) { first, _ in first }
        let known = Dictionary(report.rules.map { ($0.id, $0) }) { first, _ in first }
        return .object([
            "name": .string(tool.name),
            "version": .string(tool.version),
            "informationUri": .string(tool.address),
            "rules": .array(
                rules.map { id in
                    if let rule = known[id] { return describe(rule) }
                    return .object([
                        "id": .string(id),
                        "shortDescription": message(id.split(separator: "-").joined(separator: " ")),
                        "helpUri": first[id]?.docs.map(JSON.string),
                        "defaultConfiguration": first[id].map { .object(["level": level($0.severity)]) },
                    ])
                }),
        ])
    }

    private func describe(_ rule: RuleMetadata) -> JSON {
        .object([
            "id": .string(rule.id),
            "shortDescription": message(rule.summary),
            "fullDescription": message(rule.why),
            "help": .object(["text": .string(rule.why), "markdown": .string(rule.page)]),
            "helpUri": rule.docs.map(JSON.string),
            "defaultConfiguration": .object(["level": level(rule.severity)]),
            "properties": .object([
                "category": .string(rule.category), "precision": .string(Self.precision(rule.confidence)),
                "tags": .strings([rule.category]),
            ]),
        ])
    }

    /// The words of code scanning for how sure a rule is.
    private static func precision(_ confidence: Diagnostic.Confidence) -> String {
        switch confidence {
        case .high: "very-high"
        case .medium: "high"
        case .low: "low"
        }
    }

    private func invocation(_ report: CheckReport) -> JSON {
        let gaps = report.files.flatMap(\.gaps).map { gap -> JSON in
            .object([
                "level": "warning", "message": message("\(gap.name) is missing: \(gap.reason)"),
                "locations": .array([location(gap.span)]),
            ])
        }
        let failures = report.failures.map { failure -> JSON in
            .object(["level": "error", "message": message(failure.message)])
        }
        return .object([
            "executionSuccessful": .bool(report.failures.isEmpty),
            "toolExecutionNotifications": .unlessEmpty(failures + gaps),
        ])
    }

    private func result(_ finding: Diagnostic, _ rule: Int?, _ fingerprint: String) -> JSON {
        let related = finding.related.enumerated().map { index, related in
            location(related.span, id: index + 1, label: related.label)
        }
        let properties: JSON? =
            finding.gitlabMessage == nil && finding.help == nil
            ? nil
            : .object(["gitlabMessage": finding.gitlabMessage.map(JSON.string), "help": finding.help.map(JSON.string)])
        return .object([
            "ruleId": .string(finding.id),
            "ruleIndex": rule.map(JSON.integer),
            "level": level(finding.severity),
            "message": message(
                [finding.fullMessage(separator: "\n"), finding.help].compactMap(\.self).joined(separator: "\n")),
            "locations": .array([location(finding.primary)]),
            "relatedLocations": .unlessEmpty(related),
            "partialFingerprints": .object(["finding/v1": .string(fingerprint)]),
            "fixes": finding.fix.map { .array([fix($0)]) },
            "properties": properties,
        ])
    }

    private func fix(_ fix: Fix) -> JSON {
        var files: [SourceFile] = []
        for edit in fix.edits where !files.contains(edit.span.file) { files.append(edit.span.file) }
        return .object([
            "description": message(fix.title),
            "artifactChanges": .array(
                files.map { file in
                    .object([
                        "artifactLocation": artifact(file),
                        "replacements": .array(
                            fix.edits.filter { $0.span.file == file }.map { edit in
                                .object([
                                    "deletedRegion": region(edit.span),
                                    "insertedContent": .object(["text": .string(edit.replacement)]),
                                ])
                            }),
                    ])
                }),
            "properties": .object(["safety": .string(fix.safety.rawValue)]),
        ])
    }

    private func location(_ span: SourceSpan, id: Int? = nil, label: String? = nil) -> JSON {
        .object([
            "id": id.map(JSON.integer),
            "physicalLocation": .object(["artifactLocation": artifact(span.file), "region": region(span)]),
            "message": label.map(message),
        ])
    }

    private func region(_ span: SourceSpan) -> JSON {
        let (start, end) = (span.startPosition, span.endPosition)
        return .object([
            "startLine": .integer(start.line), "startColumn": .integer(start.column),
            "endLine": .integer(end.line), "endColumn": .integer(end.column),
        ])
    }

    private func artifact(_ file: SourceFile) -> JSON {
        let uri = URIReference.text(file.path)
        return .object([
            "uri": .string(uri), "uriBaseId": URIReference.isAbsolute(uri) ? nil : "%SRCROOT%",
        ])
    }

    private func level(_ severity: Diagnostic.Severity) -> JSON { .string(severity.rawValue) }

    private func message(_ text: String) -> JSON { .object(["text": .string(text)]) }
}
